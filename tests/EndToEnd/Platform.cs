using System.Runtime.Versioning;

// The nodes of the local cluster are Linux namespaces on this machine.
[assembly: SupportedOSPlatform("linux")]
