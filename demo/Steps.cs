using PodMotion.Api.Kubernetes;

namespace PodMotion.Demo;

/// <summary>Runs the demo's steps: each has a name, a limit and a detail to show while it lasts; each failure names its step.</summary>
internal sealed class Steps(IScreen screen, TimeProvider time)
{
    public async Task<T> RunAsync<T>(string name, TimeSpan limit, Func<Action<string>, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var detail = "";
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var running = work(text => detail = text, either.Token);
            await screen.WaitAsync(name, () => detail, running);
            return await running;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new StepFailedException(name, $"not after {limit.TotalSeconds:0} s{(detail.Length > 0 ? "; " + detail : "")}");
        }
        catch (OperationCanceledException)
        {
            throw new StepFailedException(name, "interrupted");
        }
        catch (Exception wrong) when (wrong is KubeException or IOException or System.Net.Sockets.SocketException or InvalidDataException)
        {
            throw new StepFailedException(name, wrong.Message);
        }
    }

    public Task RunAsync(string name, TimeSpan limit, Func<Action<string>, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            name,
            limit,
            async (tell, token) =>
            {
                await work(tell, token);
                return true;
            },
            cancellationToken);
}
