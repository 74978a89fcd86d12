using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace PodMotion.TestKit.Workloads;

/// <summary>
/// A known amount of incompressible data in a Redis server, and its digest: two equal digests mean that every byte is the same.
/// The data is a function of the seed; keys are <c>data:0</c>, <c>data:1</c>, ….
/// </summary>
public static class RedisData
{
    private const int ValueBytes = 4096;
    private const int Batch = 256;

    /// <summary>Writes at least <paramref name="bytes"/> bytes and returns the number of keys.</summary>
    public static async Task<int> FillAsync(EndPoint server, long bytes, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var keys = (int)((bytes + ValueBytes - 1) / ValueBytes);
        var value = new byte[ValueBytes];
        await using var connection = await RespConnection.OpenAsync(server, cancellationToken);
        foreach (var batch in Enumerable.Range(0, keys).Chunk(Batch))
        {
            var commands = new List<IReadOnlyList<string>>(batch.Length);
            foreach (var key in batch)
            {
                random.NextBytes(value);
                commands.Add(["SET", Key(key), Encoding.Latin1.GetString(value)]);
            }

            await connection.SendAllAsync(commands, cancellationToken);
        }

        return keys;
    }

    /// <summary>SHA-256 over all values in order of their keys, in hexadecimal. A missing key throws <see cref="InvalidDataException"/>.</summary>
    public static async Task<string> DigestAsync(EndPoint server, int keys, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var connection = await RespConnection.OpenAsync(server, cancellationToken);
        foreach (var batch in Enumerable.Range(0, keys).Chunk(Batch))
        {
            var reply = await connection.SendAsync(["MGET", .. batch.Select(Key)], cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                var value = reply.Items[i].Text ?? throw new InvalidDataException($"key '{Key(batch[i])}' is missing");
                hash.AppendData(Encoding.Latin1.GetBytes(value));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Key(int number) => "data:" + number.ToString(CultureInfo.InvariantCulture);
}
