namespace PodMotion.Demo;

/// <summary>The data as it was written: how many keys, and the digest of all values.</summary>
internal sealed record DataMark(int Keys, string Digest);
