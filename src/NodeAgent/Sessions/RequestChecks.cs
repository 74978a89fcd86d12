using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Fields that become names of files or arguments of programs are checked before anything else sees them.</summary>
internal static partial class RequestChecks
{
    public static void Check(PrepareTargetRequest request)
    {
        RequireUid(nameof(request.MigrationUid), request.MigrationUid);
        RequireUid("TargetPod.Uid", request.TargetPod?.Uid);
        RequireUid("SourcePod.Uid", request.SourcePod?.Uid);
        Require(request.SourceNode.Length > 0, nameof(request.SourceNode), request.SourceNode, "a node's name");
        CheckContainers(request.ContainerNames);
        CheckTcp(request.TcpMode, request.SourcePod?.Ip);
    }

    public static void Check(StartSourceRequest request)
    {
        RequireUid(nameof(request.MigrationUid), request.MigrationUid);
        RequireUid("TargetPod.Uid", request.TargetPod?.Uid);
        RequireUid("SourcePod.Uid", request.SourcePod?.Uid);
        Require(request.TargetNode.Length > 0, nameof(request.TargetNode), request.TargetNode, "a node's name");
        Require(Endpoint().IsMatch(request.TargetEndpoint), nameof(request.TargetEndpoint), request.TargetEndpoint, "address:port");
        Require(Endpoint().IsMatch(request.TargetBulkEndpoint), nameof(request.TargetBulkEndpoint), request.TargetBulkEndpoint, "address:port");
        Require(request.FreezeLimitSeconds is > 0 and <= 600, nameof(request.FreezeLimitSeconds), request.FreezeLimitSeconds, "1 to 600");
        CheckContainers(request.ContainerNames);
        CheckTcp(request.TcpMode, request.SourcePod?.Ip);
    }

    public static void RequireUid(string field, string? value) => Require(value is not null && Uid().IsMatch(value), field, value ?? "", "a UID");

    private static void CheckContainers(RepeatedField<string> names)
    {
        Require(names.Count == 1, "ContainerNames", string.Join(',', names), "one container: pods with several cannot move yet");
        Require(Label().IsMatch(names[0]), "ContainerNames", names[0], "a container's name");
    }

    private static void CheckTcp(TcpMode mode, string? address)
    {
        Require(mode is TcpMode.None or TcpMode.BestEffort, "TcpMode", mode, "None or BestEffort: Strict is not available yet");
        Require(
            mode == TcpMode.None || System.Net.IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork,
            "SourcePod.Ip", address ?? "", "the pod's IPv4 address where connections are kept");
    }

    private static void Require(bool holds, string field, object value, string expected)
    {
        if (!holds)
        {
            throw new GrpcException(GrpcStatusCode.InvalidArgument, $"{field} is '{value}'; it must be {expected}.");
        }
    }

    [GeneratedRegex("\\A[0-9a-fA-F-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Uid();

    [GeneratedRegex("\\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex("\\A[0-9a-zA-Z.\\[\\]:-]{1,253}:[0-9]{1,5}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();
}
