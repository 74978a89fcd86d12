using Microsoft.Extensions.Options;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>What both kinds of session work with on their node.</summary>
public sealed record SessionContext(
    IOptions<AgentOptions> Options,
    AgentDirectories Directories,
    Fences Fences,
    Tickets Tickets,
    HandedAddresses Addresses,
    ContainerFinder Containers,
    PodInspector Inspector,
    Checkpointer Checkpointer,
    PodNetwork Network,
    AddressHandover Handover,
    ProcessRunner Runner,
    LeftoverProcesses Leftovers,
    MutualTls Tls,
    TimeProvider TimeProvider,
    ILoggerFactory Loggers);
