using FsCheck;
using FsCheck.Fluent;
using PodMotion.Policies.Expressions;
using Xunit;

namespace PodMotion.Policies.Tests.Expressions;

public sealed class ExpressionProperties
{
    private static readonly Gen<Truth> Truths = Gen.Elements(Truth.False, Truth.Unknown, Truth.True);

    private static readonly Gen<string> Lexemes = Gen.Elements(
        "&&", "||", "!", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "in", "abs", "node", "ready", "7", "0.5", "\"a b\"", "true");

    [Fact]
    public void Logic_OfAnyThreeValues_IsThatOfKleene() => Prop.ForAll(Truths.Three().ToArbitrary(), static values =>
    {
        var (a, b, c) = values;
        return TruthLogic.Not(TruthLogic.Not(a)) == a
            && TruthLogic.And(a, b) == TruthLogic.And(b, a)
            && TruthLogic.Or(a, b) == TruthLogic.Or(b, a)
            && TruthLogic.And(a, TruthLogic.And(b, c)) == TruthLogic.And(TruthLogic.And(a, b), c)
            && TruthLogic.And(a, TruthLogic.Or(b, c)) == TruthLogic.Or(TruthLogic.And(a, b), TruthLogic.And(a, c))
            && TruthLogic.Not(TruthLogic.And(a, b)) == TruthLogic.Or(TruthLogic.Not(a), TruthLogic.Not(b))
            && TruthLogic.And(Truth.False, a) == Truth.False
            && TruthLogic.Or(Truth.True, a) == Truth.True
            && TruthLogic.And(Truth.True, a) == a
            && TruthLogic.Or(Truth.False, a) == a;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_OfAnyLexemesAndSpaces_KeepsEveryColumn() =>
        Prop.ForAll(Gen.Zip(Lexemes, Gen.Choose(1, 4)).ListOf().ToArbitrary(), static parts =>
        {
            var text = string.Concat(parts.Select(static part => part.Item1 + new string(' ', part.Item2)));
            var errors = new List<ExpressionError>();

            var tokens = Lexer.Read(text, errors);

            return errors.Count == 0
                && tokens.Count == parts.Count + 1
                && tokens.Take(parts.Count).Zip(parts).All(pair => text[(pair.First.Column - 1)..].StartsWith(pair.Second.Item1, StringComparison.Ordinal))
                && tokens[^1].Column == text.Length + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Compile_OfAnyLexemes_NeverThrowsAndPointsIntoTheText() =>
        Prop.ForAll(Lexemes.ListOf().ToArbitrary(), static parts =>
        {
            var text = string.Join(' ', parts);
            var errors = new List<ExpressionError>();

            var compiled = ExpressionCompiler.Compile(text, errors);

            return compiled is null != errors.Count is 0 && errors.All(error => error.Column >= 1 && error.Column <= text.Length + 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Compile_OfAnyText_NeverThrows() =>
        Prop.ForAll<string?>(static text =>
        {
            ExpressionCompiler.Compile(text ?? "", []);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Compile_OfAnUnknownNameAnywhere_PointsAtIt() =>
        Prop.ForAll(Gen.Choose(0, 30).ToArbitrary(), static spaces =>
        {
            var prefix = $"node.ready &&{new string(' ', spaces)} node.name in [\"a\"] || !";
            var errors = new List<ExpressionError>();

            ExpressionCompiler.Compile(prefix + "foo == 1", errors);

            return errors is [var only] && only.Column == prefix.Length + 1;
        }).QuickCheckThrowOnFailure();
}
