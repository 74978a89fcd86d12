namespace PodMotion.NodeAgent.Usage;

/// <summary>Registers the sampler.</summary>
public static class UsageRegistration
{
    /// <summary>Adds <see cref="CgroupSampler"/>, which starts with the host and brings its gauges. <see cref="UsageOptions"/> are the caller's to bind; a <see cref="TimeProvider"/> too.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<UsageOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CgroupSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<CgroupSampler>());
        return services;
    }
}
