namespace PodMotion.TestKit.Kubernetes;

/// <summary>The calls that a <see cref="FakeApiServer"/> received and what is to go wrong with the next ones.</summary>
public sealed class FakeFaults
{
    private readonly Lock gate = new();
    private readonly List<FakeCall> calls = [];
    private readonly List<(Func<FakeCall, bool> Match, FakeFault Fault)> planned = [];
    private int? cutAfter;

    /// <summary>All calls so far, watches included.</summary>
    public IReadOnlyList<FakeCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>The next call that matches goes wrong, once.</summary>
    public void OnNext(Func<FakeCall, bool> match, FakeFault fault)
    {
        lock (gate)
        {
            planned.Add((match, fault));
        }
    }

    /// <summary>The call that brings <see cref="Calls"/> to this many is the last one served; later ones are dropped until <see cref="Mend"/>.</summary>
    public void CutAfter(int calls)
    {
        lock (gate)
        {
            cutAfter = calls;
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Mend()
    {
        lock (gate)
        {
            cutAfter = null;
            planned.Clear();
        }
    }

    internal (FakeCall Call, FakeFault? Fault) Register(Func<int, FakeCall> create)
    {
        lock (gate)
        {
            var call = create(calls.Count + 1);
            calls.Add(call);
            if (call.Number > cutAfter)
            {
                return (call, FakeFault.Dropped);
            }

            var index = planned.FindIndex(plan => plan.Match(call));
            if (index < 0)
            {
                return (call, null);
            }

            var fault = planned[index].Fault;
            planned.RemoveAt(index);
            return (call, fault);
        }
    }
}
