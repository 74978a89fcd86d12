using BenchmarkDotNet.Running;

// In this process: the projects that BenchmarkDotNet would generate look for an assembly named after its project file, and build under our own rules.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(["--inProcess", .. args]);
