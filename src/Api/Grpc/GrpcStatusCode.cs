namespace PodMotion.Api.Grpc;

/// <summary>The status codes of gRPC, with the numbers that go over the wire.</summary>
public enum GrpcStatusCode
{
    /// <summary>The call did what it promises.</summary>
    Ok = 0,

    /// <summary>The call was cancelled by the other side.</summary>
    Cancelled = 1,

    /// <summary>An error that nobody classified, such as an exception of a method.</summary>
    Unknown = 2,

    /// <summary>A field makes no sense, whatever the state.</summary>
    InvalidArgument = 3,

    /// <summary>The time limit of the call passed; its effect may still happen.</summary>
    DeadlineExceeded = 4,

    /// <summary>What the call names does not exist.</summary>
    NotFound = 5,

    /// <summary>What the call would make exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit was reached, such as the size of a message.</summary>
    ResourceExhausted = 8,

    /// <summary>The state forbids the call; trying again does not help until the state changes.</summary>
    FailedPrecondition = 9,

    /// <summary>The call lost against a concurrent one.</summary>
    Aborted = 10,

    /// <summary>A position lies outside what there is.</summary>
    OutOfRange = 11,

    /// <summary>The server has no such method, or cannot do what the call asks for.</summary>
    Unimplemented = 12,

    /// <summary>One side broke the protocol.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached now; trying again may help.</summary>
    Unavailable = 14,

    /// <summary>Data were lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}
