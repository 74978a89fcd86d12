using System.Buffers.Binary;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Transfer;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Transfer;

public sealed class BulkStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BulkStreamTests()
    {
        Directory.CreateDirectory(_folder.Join("from", "deep"));
        Directory.CreateDirectory(_folder.Join("to"));
        File.WriteAllText(_folder.Join("from", "deep", "file"), new string('x', 600_000));
        File.CreateSymbolicLink(_folder.Join("from", "link"), "/nowhere");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SendAsync_ThenReceive_MakesTheSameTree()
    {
        var places = new FolderPlaces(_folder.Join("to"));

        await ReceiveAsync(await SendAsync(), places);

        Assert.Equal(File.ReadAllText(_folder.Join("from", "deep", "file")), File.ReadAllText(_folder.Join("to", "deep", "file")));
        Assert.Equal("/nowhere", new FileInfo(_folder.Join("to", "link")).LinkTarget);
        Assert.Equal([TreeName.Images], places.Finished);
    }

    [Fact]
    public async Task ReceiveAsync_StreamTornAnywhere_FailsAndFinishesNothing()
    {
        var whole = await SendAsync();
        foreach (var length in new[] { whole.Length - 1, whole.Length - 33, whole.Length / 2, 14 })
        {
            var places = new FolderPlaces(_folder.Join("to"));

            await Assert.ThrowsAsync<BulkException>(() => ReceiveAsync(whole[..length], places));

            Assert.Empty(places.Finished);
        }
    }

    [Fact]
    public async Task ReceiveAsync_OneByteChanged_FailsOnTheDigest()
    {
        var bytes = await SendAsync();
        bytes[Array.LastIndexOf(bytes, (byte)'x')] = (byte)'y';
        var places = new FolderPlaces(_folder.Join("to"));

        var error = await Assert.ThrowsAsync<BulkException>(() => ReceiveAsync(bytes, places));

        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Empty(places.Finished);
    }

    [Fact]
    public async Task ReceiveAsync_MoreThanTheLimit_Fails()
    {
        var bytes = await SendAsync();

        var error = await Assert.ThrowsAsync<BulkException>(() => ReceiveAsync(bytes, new FolderPlaces(_folder.Join("to")), maxBytes: 100_000));

        Assert.Contains("more than 100000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiveAsync_TreeTwice_Fails()
    {
        var bytes = await SendAsync();

        var error = await Assert.ThrowsAsync<BulkException>(() => ReceiveAsync([.. bytes, .. bytes], new FolderPlaces(_folder.Join("to"))));

        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiveAsync_TreeThatThePodDoesNotHave_Fails()
    {
        var bytes = await SendAsync();

        var error = await Assert.ThrowsAsync<BulkException>(() => ReceiveAsync(bytes, new FolderPlaces(null)));

        Assert.Contains("does not have", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("images", true)]
    [InlineData("shm", true)]
    [InlineData("layer/app", true)]
    [InlineData("volume/data-1", true)]
    [InlineData("", false)]
    [InlineData("images/x", false)]
    [InlineData("layer/", false)]
    [InlineData("layer/..", false)]
    [InlineData("volume/../../etc", false)]
    [InlineData("volume/a/b", false)]
    [InlineData("volume/a\n", false)]
    [InlineData("/etc", false)]
    public void Parse_Name_TakesNamesOnlyThatStayInTheirFolder(string text, bool expected) =>
        Assert.Equal(expected, TreeName.Parse(text)?.ToString() == text);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(6, BulkFrames.MaxPayload + 1)]
    [InlineData(6, -1)]
    public async Task ReadAsync_NoFrame_FailsWithoutReadingOn(byte kind, int length)
    {
        var bytes = new byte[64];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), length);

        await Assert.ThrowsAsync<BulkException>(() => new BulkFrames(new MemoryStream(bytes)).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public void WhyRefused_AnybodyButTheSourcesAgent_IsNamed()
    {
        Assert.Null(BulkListener.WhyRefused(new PeerIdentity(PeerRole.Agent, "n1"), "n1"));
        Assert.Contains("'podmotion-agent:n3'", BulkListener.WhyRefused(new PeerIdentity(PeerRole.Agent, "n3"), "n1"), StringComparison.Ordinal);
        Assert.Contains("'podmotion-rebalancer'", BulkListener.WhyRefused(new PeerIdentity(PeerRole.Rebalancer, ""), "n1"), StringComparison.Ordinal);
        Assert.Contains("'unknown'", BulkListener.WhyRefused(null, "n1"), StringComparison.Ordinal);
    }

    private async Task<byte[]> SendAsync()
    {
        var stream = new MemoryStream();
        await new TreeSender(new BulkFrames(stream)).SendAsync(TreeName.Images, _folder.Join("from"), CancellationToken.None);
        await new BulkFrames(stream).WriteTextAsync(BulkFrameKind.Complete, "", CancellationToken.None);
        return stream.ToArray()[..^5];
    }

    private static async Task ReceiveAsync(byte[] bytes, FolderPlaces places, long maxBytes = long.MaxValue)
    {
        var stream = new MemoryStream(bytes);
        var frames = new BulkFrames(stream);
        var receiver = new TreeReceiver(frames, places, maxBytes);
        do
        {
            var begin = await frames.ExpectAsync(BulkFrameKind.Tree, CancellationToken.None);
            await receiver.ReceiveAsync(begin.Text, CancellationToken.None);
        }
        while (stream.Position < stream.Length);
    }
}
