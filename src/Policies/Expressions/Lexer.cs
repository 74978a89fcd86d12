using System.Text;

namespace PodMotion.Policies.Expressions;

/// <summary>Cuts an expression into tokens and keeps their columns. What it cannot read it reports and skips, so that all errors show at once.</summary>
internal sealed class Lexer
{
    private static readonly string[] Symbols =
        ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "(", ")", "[", "]", ",", "."];

    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private readonly List<ExpressionError> _errors;
    private int _at;

    private Lexer(string source, List<ExpressionError> errors)
    {
        _source = source;
        _errors = errors;
    }

    /// <summary>The tokens of <paramref name="source"/>, the last of them <see cref="TokenKind.End"/>; errors are added to <paramref name="errors"/>.</summary>
    public static IReadOnlyList<Token> Read(string source, List<ExpressionError> errors)
    {
        var lexer = new Lexer(source, errors);
        while (lexer._at < source.Length)
        {
            lexer.ReadOne();
        }

        lexer._tokens.Add(new Token(TokenKind.End, "", source.Length + 1));
        return lexer._tokens;
    }

    private void ReadOne()
    {
        var current = _source[_at];
        if (char.IsWhiteSpace(current))
        {
            _at++;
        }
        else if (char.IsAsciiDigit(current))
        {
            ReadNumber();
        }
        else if (IsNameStart(current))
        {
            Add(TokenKind.Name, LengthWhile(static letter => IsNameStart(letter) || char.IsAsciiDigit(letter)));
        }
        else if (current is '"' or '\'')
        {
            ReadText(current);
        }
        else
        {
            ReadSymbol(current);
        }
    }

    private static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    private int LengthWhile(Func<char, bool> belongs)
    {
        var end = _at;
        while (end < _source.Length && belongs(_source[end]))
        {
            end++;
        }

        return end - _at;
    }

    private void ReadNumber()
    {
        var length = LengthWhile(char.IsAsciiDigit);
        var fraction = _at + length;
        if (fraction + 1 < _source.Length && _source[fraction] == '.' && char.IsAsciiDigit(_source[fraction + 1]))
        {
            length++;
            while (_at + length < _source.Length && char.IsAsciiDigit(_source[_at + length]))
            {
                length++;
            }
        }

        var start = _at;
        Add(TokenKind.Number, length);
        if (_at < _source.Length && IsNameStart(_source[_at]))
        {
            _at += LengthWhile(static letter => IsNameStart(letter) || char.IsAsciiDigit(letter));
            Report(start, $"'{_source[start.._at]}' is no number; write quantity(\"1Gi\") or duration(\"5m\") for a number with a unit");
        }
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _source.Length && _source[_at] != quote)
        {
            if (_source[_at] == '\\' && _at + 1 < _source.Length)
            {
                _at++;
            }

            text.Append(_source[_at++]);
        }

        if (_at == _source.Length)
        {
            Report(start, "the text that begins here has no closing quote");
        }

        _at++;
        _tokens.Add(new Token(TokenKind.Text, text.ToString(), start + 1));
    }

    private void ReadSymbol(char current)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(_source, _at, symbol, 0, symbol.Length) == 0)
            {
                Add(TokenKind.Symbol, symbol.Length);
                return;
            }
        }

        Report(_at, $"'{current}' is not part of the language{Hint(current)}");
        _at++;
    }

    private static string Hint(char current) => current switch
    {
        '=' => "; write '==' to compare",
        '&' => "; write '&&' for and",
        '|' => "; write '||' for or",
        _ => "",
    };

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _source.Substring(_at, length), _at + 1));
        _at += length;
    }

    private void Report(int index, string message) => _errors.Add(new ExpressionError(index + 1, message));
}
