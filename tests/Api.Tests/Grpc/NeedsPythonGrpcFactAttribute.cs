using System.Diagnostics;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>A test against the gRPC of Debian's python3-grpcio. Without the package it is skipped, saying so; where CI is true it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsPythonGrpcFactAttribute : FactAttribute
{
    private static readonly bool Present = Find();

    public NeedsPythonGrpcFactAttribute()
    {
        if (!Present && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"{PythonGrpc.Interpreter} cannot import grpc; install the Debian package python3-grpcio.";
        }
    }

    private static bool Find()
    {
        if (!File.Exists(PythonGrpc.Interpreter))
        {
            return false;
        }

        using var python = Process.Start(new ProcessStartInfo(PythonGrpc.Interpreter, ["-c", "import grpc"]) { RedirectStandardError = true })!;
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
