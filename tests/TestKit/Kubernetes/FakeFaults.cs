namespace PodMotion.TestKit.Kubernetes;

/// <summary>The calls that a <see cref="FakeApiServer"/> received and what is to go wrong with the next ones.</summary>
public sealed class FakeFaults
{
    private readonly Lock _gate = new();
    private readonly List<FakeCall> _calls = [];
    private readonly List<(Func<FakeCall, bool> Match, FakeFault Fault)> _planned = [];
    private int? _cutAfter;

    /// <summary>All calls so far, watches included.</summary>
    public IReadOnlyList<FakeCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The next call that matches goes wrong, once.</summary>
    public void OnNext(Func<FakeCall, bool> match, FakeFault fault)
    {
        lock (_gate)
        {
            _planned.Add((match, fault));
        }
    }

    /// <summary>The call that brings <see cref="Calls"/> to this many is the last one served; later ones are dropped until <see cref="Mend"/>.</summary>
    public void CutAfter(int calls)
    {
        lock (_gate)
        {
            _cutAfter = calls;
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _cutAfter = null;
            _planned.Clear();
        }
    }

    internal (FakeCall Call, FakeFault? Fault) Register(Func<int, FakeCall> create)
    {
        lock (_gate)
        {
            var call = create(_calls.Count + 1);
            _calls.Add(call);
            if (call.Number > _cutAfter)
            {
                return (call, FakeFault.Dropped);
            }

            var index = _planned.FindIndex(plan => plan.Match(call));
            if (index < 0)
            {
                return (call, null);
            }

            var fault = _planned[index].Fault;
            _planned.RemoveAt(index);
            return (call, fault);
        }
    }
}
