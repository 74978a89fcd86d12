using System.Collections.Concurrent;
using Google.Protobuf;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>All sessions of this node, by migration UID. Safe for concurrent use.</summary>
public sealed class SessionRegistry(SessionContext context)
{
    private const string SourceSuffix = ".source";
    private const string TargetSuffix = ".target";
    private readonly Lock _opening = new();
    private readonly ConcurrentDictionary<string, SourceSession> _sources = new();
    private readonly ConcurrentDictionary<string, TargetSession> _targets = new();

    /// <summary>All source sessions.</summary>
    public ICollection<SourceSession> Sources => _sources.Values;

    /// <summary>All target sessions.</summary>
    public ICollection<TargetSession> Targets => _targets.Values;

    /// <summary>Reads the journals back; sessions are recovered by the caller.</summary>
    /// <exception cref="JournalException">A journal is damaged; a person must look.</exception>
    public void Load()
    {
        foreach (var path in Directory.EnumerateFiles(context.Directories.Journals))
        {
            var uid = Path.GetFileNameWithoutExtension(path);
            if (path.EndsWith(SourceSuffix, StringComparison.Ordinal) && SessionLog.Open(path, context.TimeProvider, uid, SessionRole.Source) is { } source)
            {
                _sources[uid] = new SourceSession(source.Log, JsonParser.Default.Parse<StartSourceRequest>(source.Request), context);
            }
            else if (path.EndsWith(TargetSuffix, StringComparison.Ordinal) && SessionLog.Open(path, context.TimeProvider, uid, SessionRole.Target) is { } target)
            {
                _targets[uid] = new TargetSession(target.Log, JsonParser.Default.Parse<PrepareTargetRequest>(target.Request), context);
            }
        }
    }

    /// <summary>The session of a migration, new where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isNew">Whether this call made it; the caller then runs it.</param>
    public SourceSession OpenSource(StartSourceRequest request, out bool isNew)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_opening)
        {
            isNew = false;
            if (_sources.TryGetValue(request.MigrationUid, out var known))
            {
                known.Epoch = Newest(request.MigrationUid, request.Epoch, known.Epoch);
                return known;
            }

            if (_sources.Values.FirstOrDefault(other => other.Request.SourcePod.Uid == request.SourcePod.Uid && !other.Log.Step.IsEnd()) is { } other)
            {
                throw Refuse(request.MigrationUid, $"pod {request.SourcePod.Uid} is being moved by migration {other.Log.MigrationUid}");
            }

            isNew = true;
            var log = SessionLog.Create(JournalPath(request.MigrationUid, SourceSuffix), context.TimeProvider, request.MigrationUid, SessionRole.Source, request);
            return _sources[request.MigrationUid] = new SourceSession(log, request, context);
        }
    }

    /// <summary>The session of a migration, new and with its tickets issued where there is none.</summary>
    public TargetSession OpenTarget(PrepareTargetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_opening)
        {
            if (_targets.TryGetValue(request.MigrationUid, out var known))
            {
                known.Epoch = Newest(request.MigrationUid, request.Epoch, known.Epoch);
                return known;
            }

            if (_targets.Values.FirstOrDefault(other => other.Request.TargetPod.Uid == request.TargetPod.Uid) is { } other)
            {
                throw Refuse(request.MigrationUid, $"pod {request.TargetPod.Uid} belongs to migration {other.Log.MigrationUid}");
            }

            var log = SessionLog.Create(JournalPath(request.MigrationUid, TargetSuffix), context.TimeProvider, request.MigrationUid, SessionRole.Target, request);
            var session = new TargetSession(log, request, context);
            try
            {
                session.Prepare();
            }
            catch (IOException)
            {
                // Seen by nobody yet; a ticket that was issued without it refuses the pod, which is the safe side.
                log.Delete();
                throw;
            }

            // Last: whoever sees the session may bind the pod, and a pod without a ticket would start afresh.
            return _targets[request.MigrationUid] = session;
        }
    }

    /// <summary>The source session of a migration; null where there is none.</summary>
    public SourceSession? Source(string migrationUid) => _sources.GetValueOrDefault(migrationUid);

    /// <summary>The target session of a migration; null where there is none.</summary>
    public TargetSession? Target(string migrationUid) => _targets.GetValueOrDefault(migrationUid);

    /// <summary>The target session that a pod's tickets belong to; null where there is none.</summary>
    public TargetSession? TargetOfPod(string podUid) => _targets.Values.FirstOrDefault(session => session.Request.TargetPod.Uid == podUid);

    /// <summary>The journalled state of a migration, whichever side this is; null where nothing is known.</summary>
    public SessionLog? Log(string migrationUid) => Source(migrationUid)?.Log ?? Target(migrationUid)?.Log;

    /// <summary>Drops a session that has ended.</summary>
    public void Forget(string migrationUid)
    {
        if (_sources.TryRemove(migrationUid, out var source))
        {
            source.Log.Delete();
            source.Dispose();
        }

        if (_targets.TryRemove(migrationUid, out var target))
        {
            target.Log.Delete();
            target.Dispose();
        }

        context.Directories.Files(migrationUid).Delete();
    }

    /// <summary>The epoch to keep.</summary>
    /// <exception cref="GrpcException">The caller has lost its lease to somebody else.</exception>
    public static ulong Newest(string migrationUid, ulong asked, ulong known) => asked >= known
        ? asked
        : throw Refuse(migrationUid, $"the caller's lease epoch is {asked}; a rebalancer with epoch {known} has taken over");

    private string JournalPath(string migrationUid, string suffix) => Path.Combine(context.Directories.Journals, migrationUid + suffix);

    private static GrpcException Refuse(string migrationUid, string why) => new(GrpcStatusCode.FailedPrecondition, $"Migration {migrationUid}: {why}; nothing was begun.");
}
