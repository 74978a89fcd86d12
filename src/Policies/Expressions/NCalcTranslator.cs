using System.Text;

namespace PodMotion.Policies.Expressions;

/// <summary>
/// Turns tokens into text for NCalc, whose lexer knows no dotted names, indexers, lists or infix <c>in</c>, takes double-quoted text for a name
/// and binds <c>!</c> tighter than a comparison. Also counts nesting and references, so that NCalc never sees an expression beyond the limits.
/// </summary>
internal sealed class NCalcTranslator
{
    private readonly IReadOnlyList<Token> _tokens;
    private readonly List<ExpressionError> _errors;
    private readonly StringBuilder _text = new();
    private readonly List<Leaf> _leaves = [];
    private readonly List<KeyValuePair<int, Token>> _origins = [];
    private readonly Stack<Token> _open = new();
    private int _at;
    private bool _operandEnded;
    private bool _membership;

    private NCalcTranslator(IReadOnlyList<Token> tokens, List<ExpressionError> errors)
    {
        _tokens = tokens;
        _errors = errors;
    }

    private Token Current => At(_at);

    private Token Next => At(_at + 1);

    /// <summary>The text for NCalc, or null when brackets do not match or a limit is passed; every error is added to <paramref name="errors"/>.</summary>
    public static NCalcSource? Translate(IReadOnlyList<Token> tokens, List<ExpressionError> errors)
    {
        var translator = new NCalcTranslator(tokens, errors);
        var before = errors.Count;
        while (translator.Current.Kind != TokenKind.End && errors.Count == before)
        {
            translator.TranslateOne();
        }

        translator.CloseAll();
        translator.CheckReferences();
        return errors.Count > before ? null : new NCalcSource(translator._text.ToString(), translator._leaves, translator._origins);
    }

    // A reference that breaks off leads beyond the last token, which is the end.
    private Token At(int index) => _tokens[Math.Min(index, _tokens.Count - 1)];

    private void TranslateOne()
    {
        switch (Current.Kind)
        {
            case TokenKind.Number:
                AddLeaf(LeafKind.Number, Current.Text, null, Current);
                break;
            case TokenKind.Text:
                AddLeaf(LeafKind.Text, Current.Text, null, Current);
                break;
            case TokenKind.Name:
                TranslateName();
                break;
            case TokenKind.Symbol:
                TranslateSymbol();
                break;
            case TokenKind.End:
                break;
        }

        _at++;
    }

    private void TranslateName()
    {
        if (Current.IsWord("in") && _operandEnded)
        {
            TranslateInfixIn();
        }
        else if (Next.Is("("))
        {
            var name = Current;
            _at++;
            Open($"f{AddToTable(LeafKind.Call, name.Text, null, name)}(", name);
        }
        else if (Current.Text is "true" or "false")
        {
            AddLeaf(LeafKind.Truth, Current.Text, null, Current);
        }
        else
        {
            TranslateReference();
        }
    }

    private void TranslateInfixIn()
    {
        if (!Next.Is("["))
        {
            Report(Next, $"{Next} follows 'in', which takes a list such as [\"a\", \"b\"]");
            return;
        }

        Emit(" == ", Current);
        _membership = true;
    }

    private void TranslateReference()
    {
        var start = Current;
        var name = new StringBuilder(start.Text);
        string? index = null;
        while (Next.Is(".") || Next.Is("["))
        {
            var dot = Next.Is(".");
            _at += 2;
            if (Current.Kind != (dot ? TokenKind.Name : TokenKind.Text) || (!dot && !Next.Is("]")))
            {
                Report(Current, dot ? $"{Current} follows '.', which takes a name" : $"{Current} follows '{name}[', which takes one quoted text and ']'");
                return;
            }

            if (dot && index is null)
            {
                name.Append('.').Append(Current.Text);
            }
            else if (!dot && index is null)
            {
                index = Current.Text;
                _at++;
            }
            else
            {
                Report(Current, $"{Current} follows an index; nothing in '{name}[\"{index}\"]' can be looked up");
                return;
            }
        }

        AddLeaf(LeafKind.Reference, name.ToString(), index, start);
    }

    private void TranslateSymbol()
    {
        switch (Current.Text)
        {
            case "(":
                Open("(", Current);
                break;
            case "[":
                var kind = _membership ? LeafKind.Membership : LeafKind.List;
                _membership = false;
                Open($"f{AddToTable(kind, "[", null, Current)}(", Current);
                break;
            case ")" or "]":
                Close(Current);
                break;
            case "!":
                Open("!(", Current);
                break;
            case "&&" or "||" or ",":
                CloseNots();
                Emit($" {Current.Text} ", Current);
                break;
            default:
                Emit($" {Current.Text} ", Current);
                break;
        }
    }

    private void AddLeaf(LeafKind kind, string text, string? index, Token origin)
    {
        Emit($"[{AddToTable(kind, text, index, origin)}]", origin);
        _operandEnded = true;
    }

    private int AddToTable(LeafKind kind, string text, string? index, Token origin)
    {
        _leaves.Add(new Leaf(kind, text, index, origin.Column));
        return _leaves.Count - 1;
    }

    private void Open(string text, Token origin)
    {
        Emit(text, origin);
        _open.Push(text == "(" || text == "!(" ? origin : Current);
        if (_open.Count > ExpressionLimits.Depth)
        {
            Report(origin, $"{origin} is nested {_open.Count} deep; at most {ExpressionLimits.Depth} are allowed");
        }
    }

    // In the grammar "!" stands before a whole comparison, so its bracket closes where the comparison ends.
    private void CloseNots()
    {
        while (_open.TryPeek(out var top) && top.Is("!"))
        {
            _open.Pop();
            Emit(")", Current);
        }
    }

    private void Close(Token bracket)
    {
        CloseNots();
        if (!_open.TryPop(out var opening))
        {
            Report(bracket, $"{bracket} closes nothing");
        }
        else if (opening.Is("(") != bracket.Is(")"))
        {
            Report(bracket, $"{bracket} cannot close {opening} of column {opening.Column}");
        }
        else
        {
            Emit(")", bracket);
            _operandEnded = true;
        }
    }

    private void CloseAll()
    {
        if (Current.Kind == TokenKind.End)
        {
            CloseNots();
            Emit(" ", Current);
            if (_open.TryPeek(out var opening))
            {
                Report(opening, $"{opening} is never closed");
            }
        }
    }

    private void CheckReferences()
    {
        var references = _leaves.Where(static leaf => leaf.Kind == LeafKind.Reference).ToList();
        if (references.Count > ExpressionLimits.References)
        {
            _errors.Add(new ExpressionError(
                references[ExpressionLimits.References].Column,
                $"the expression reads {references.Count} variables; at most {ExpressionLimits.References} are allowed"));
        }
    }

    private void Emit(string text, Token origin)
    {
        _origins.Add(new KeyValuePair<int, Token>(_text.Length, origin));
        _text.Append(text);
        _operandEnded = false;
    }

    private void Report(Token token, string message) => _errors.Add(new ExpressionError(token.Column, message));
}
