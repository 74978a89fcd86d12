using System.Text.Json;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Handler;

/// <summary>The real handler binary, with a fake runc and a fake agent.</summary>
public sealed class HandlerTests(HandlerBuild handler) : IClassFixture<HandlerBuild>
{
    private const string Marker = "podmotion-restored";
    private readonly string _pod = Guid.NewGuid().ToString();
    private readonly string _id = Guid.NewGuid().ToString("N");

    private string Bundle => handler.Join("bundles", _id);

    [Fact]
    public void Create_OrdinaryContainer_BecomesRunc()
    {
        WriteConfig();

        Assert.Equal(0, Create().ExitCode);

        Assert.Equal($"--root\n/r\n--log\n{Bundle}/log.json\n--log-format\njson\ncreate\n--bundle\n{Bundle}\n--pid-file\n{Bundle}/init.pid\n{_id}\nend\n", handler.TakeRuncCalls());
    }

    [Fact]
    public void Kill_FencedPod_BecomesRunc()
    {
        WriteConfig();
        handler.Write("", "state", "fences", _pod);

        Assert.Equal(0, handler.Call("--root", "/r", "kill", _id, "9").ExitCode);

        Assert.Contains("kill", handler.TakeRuncCalls(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("start")]
    public void FencedPod_AgentOrNot_IsRefusedWhereContainerdReadsIt(string command)
    {
        WriteConfig();
        handler.Write("", "state", "fences", _pod);

        var call = Call(command);

        Assert.Equal(1, call.ExitCode);
        Assert.Contains("has moved or is moving", call.Error, StringComparison.Ordinal);
        var logged = JsonDocument.Parse(File.ReadAllText(Path.Combine(Bundle, "log.json"))).RootElement;
        Assert.Equal("error", logged.GetProperty("level").GetString());
        Assert.Contains(_pod, logged.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public void Create_SandboxOfAFencedPodWithTickets_BecomesRunc()
    {
        WriteConfig(type: "sandbox");
        handler.Write("", "state", "fences", _pod);
        handler.Write("", "state", "tickets", _pod, "app");

        Assert.Equal(0, Create().ExitCode);

        Assert.Contains("create", handler.TakeRuncCalls(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TicketAndNoAgent_IsRefusedAndNotStartedAfresh()
    {
        WriteConfig();
        handler.Write("", "state", "tickets", _pod, "app");

        var call = Create();

        Assert.Equal(1, call.ExitCode);
        Assert.Contains("node agent does not answer", call.Error, StringComparison.Ordinal);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public void Create_OtherContainerOfAPodWithTickets_IsRefused()
    {
        WriteConfig(name: "other");
        handler.Write("", "state", "tickets", _pod, "app");

        Assert.Contains("no ticket", Create().Error, StringComparison.Ordinal);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public async Task Create_TicketAndAgent_RestoresAndSwallowsTheStartOnce()
    {
        WriteConfig();
        handler.Write("", "state", "tickets", _pod, "app");
        using var agent = new FakeAgent(handler.Socket);

        var create = Task.Run(Create);
        var asked = await agent.ServeAsync(async call =>
        {
            await call.GoAsync("migration-1", "/images", "/work", "/criu.conf", "/opt/criu");
            var report = await call.ReadLineAsync();
            await call.AcknowledgeAsync(keep: true);
            return (call.PodUid, call.ContainerName, call.ContainerId, call.Bundle, report);
        });

        Assert.Equal((_pod, "app", _id, Bundle, "DONE\t0"), asked);
        Assert.Equal(0, (await create).ExitCode);
        Assert.Equal(
            $"--root\n/r\n--log\n{Bundle}/log.json\n--log-format\njson\n--criu\n/opt/criu\nrestore\n--detach\n--tcp-established\n--image-path\n/images\n"
            + $"--work-path\n/work\n--bundle\n{Bundle}\n--pid-file\n{Bundle}/init.pid\n{_id}\nend\n",
            handler.TakeRuncCalls());
        Assert.Equal("migration-1\n/criu.conf\n", await File.ReadAllTextAsync(handler.Join("runc.env")));

        Assert.Equal(0, Call("start").ExitCode);
        Assert.Equal("", handler.TakeRuncCalls());
        Assert.Equal(0, Call("start").ExitCode);
        Assert.Contains("start", handler.TakeRuncCalls(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TicketSpent_ShowsTheAgentsSentence()
    {
        WriteConfig();
        handler.Write("", "state", "tickets", _pod, "app");
        using var agent = new FakeAgent(handler.Socket);

        var create = Task.Run(Create);
        await agent.ServeAsync(async call =>
        {
            await call.RefuseAsync("the ticket is spent");
            return true;
        });

        Assert.Equal(1, (await create).ExitCode);
        Assert.Contains("the ticket is spent", (await create).Error, StringComparison.Ordinal);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_AgentGoneOrUnwillingAfterTheRestore_RemovesTheContainer(bool answers)
    {
        WriteConfig();
        handler.Write("", "state", "tickets", _pod, "app");
        using var agent = new FakeAgent(handler.Socket);

        var create = Task.Run(Create);
        await agent.ServeAsync(async call =>
        {
            await call.GoAsync("migration-1", "/images", "/work", "/criu.conf", "/opt/criu");
            if (answers)
            {
                await call.ReadLineAsync();
                await call.AcknowledgeAsync(keep: false);
            }

            return true;
        });

        Assert.Equal(1, (await create).ExitCode);
        Assert.EndsWith($"delete\n--force\n{_id}\nend\n", handler.TakeRuncCalls(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"linux\":{\"cgroupsPath\":\"/kubepods/podaa/b\"}} trailing")]
    [InlineData("{\"linux\":{\"cgroupsPath\":\"/kubepods/podaa/b\",\"cgroupsPath\":\"/x\"}}")]
    [InlineData("{\"annotations\":{\"io.kubernetes.cri.container-type\":\"container\",\"io.kubernetes.cri.container\\u002dtype\":\"sandbox\"}}")]
    [InlineData("{\"a\":\"\\x\"}")]
    public void Create_ConfigThatCannotBeTrusted_IsRefused(string config)
    {
        handler.Write(config, "bundles", _id, "config.json");

        var call = Create();

        Assert.Equal(1, call.ExitCode);
        Assert.Contains("cannot tell whose container this is", call.Error, StringComparison.Ordinal);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public void Create_ConfigNestedTooDeep_IsRefused()
    {
        handler.Write(new string('[', 100_000), "bundles", _id, "config.json");

        Assert.Equal(1, Create().ExitCode);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public void Create_ForgeryInEverythingThatAPodsAuthorWrites_IsStillFenced()
    {
        const string forged = """{"annotations":{"io.kubernetes.cri.container-type":"sandbox"},"linux":{"cgroupsPath":"/kubepods/podbb/b"}}""";
        handler.Write("", "state", "fences", _pod);
        handler.Write(
            JsonSerializer.Serialize(new
            {
                process = new { env = new[] { "X=" + forged, "\"linux\":{\"cgroupsPath\":\"/kubepods/podbb/b\"}" }, args = new object[] { forged } },
                annotations = new Dictionary<string, string>
                {
                    ["linux"] = forged,
                    ["cgroupsPath"] = "/kubepods/podbb/b",
                    ["migration.podmotion.io/restore"] = "/etc",
                    ["io.kubernetes.cri.container-type "] = "sandbox",
                    ["io.kubernetes.cri.container-type"] = "container",
                    ["io.kubernetes.cri.container-name"] = "app",
                },
                extra = new { linux = new { cgroupsPath = "/kubepods/podbb/b" }, annotations = new Dictionary<string, string> { ["io.kubernetes.cri.container-type"] = "sandbox" } },
                linux = new { cgroupsPath = $"/kubepods/besteffort/pod{_pod}/{_id}", sysctl = new { cgroupsPath = "/kubepods/podbb/b" } },
            }),
            "bundles", _id, "config.json");

        Assert.Equal(1, Create().ExitCode);
        Assert.Equal("", handler.TakeRuncCalls());
    }

    [Fact]
    public void Start_MarkerOfNoRestoreInAnotherBundle_IsNotSwallowed()
    {
        WriteConfig();
        handler.Write("", "bundles", "another", Marker);

        Assert.Equal(0, Call("start").ExitCode);

        Assert.Contains("start", handler.TakeRuncCalls(), StringComparison.Ordinal);
    }

    private (int ExitCode, string Error) Create() => Call("create", "--bundle", Bundle, "--pid-file", Path.Combine(Bundle, "init.pid"));

    private (int ExitCode, string Error) Call(string command, params string[] options) =>
        handler.Call(["--root", "/r", "--log", Path.Combine(Bundle, "log.json"), "--log-format", "json", command, .. options, _id]);

    private void WriteConfig(string type = "container", string name = "app") => handler.Write(
        JsonSerializer.Serialize(new
        {
            annotations = new Dictionary<string, string> { ["io.kubernetes.cri.container-type"] = type, ["io.kubernetes.cri.container-name"] = name },
            linux = new { cgroupsPath = $"/kubepods/besteffort/pod{_pod}/{_id}" },
        }),
        "bundles", _id, "config.json");
}
