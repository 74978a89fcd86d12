using PodMotion.Api.Grpc;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>What both agents' calls go over: it can be cut after so many calls, before or after the last one took effect.</summary>
public sealed class FakeLine
{
    private readonly Lock gate = new();
    private int calls;
    private int? cutAfter;
    private bool loseAnswer;

    public bool WasCut { get; private set; }

    /// <summary>How often it was cut in all.</summary>
    public int Cuts { get; private set; }

    public void CutAfter(int more, bool losingTheLastAnswer)
    {
        lock (gate)
        {
            (cutAfter, loseAnswer, WasCut) = (calls + more, losingTheLastAnswer, false);
        }
    }

    public void Mend()
    {
        lock (gate)
        {
            (cutAfter, WasCut) = (null, false);
        }
    }

    public T Carry<T>(Func<T> act)
    {
        lock (gate)
        {
            if (++calls > cutAfter)
            {
                Cut();
                throw new GrpcException(GrpcStatusCode.Unavailable, "The line is cut.");
            }

            var answer = act();
            if (calls == cutAfter && loseAnswer)
            {
                Cut();
                throw new GrpcException(GrpcStatusCode.Unavailable, "The line was cut before the answer.");
            }

            return answer;
        }
    }

    private void Cut()
    {
        WasCut = true;
        Cuts++;
    }
}
