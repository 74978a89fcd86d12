using Microsoft.Extensions.Logging;

namespace PodMotion.TestKit;

/// <summary>A <see cref="ListLogger"/> for one category.</summary>
public sealed class ListLogger<T> : ListLogger, ILogger<T>;
