using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mho.Cli.Options;

/// <summary>An option that takes one of a few words, the first if it is not given.</summary>
internal sealed class WordOption : Option<string>
{
    private readonly string[] _words;

    public WordOption(string name, string description, params string[] words)
        : base(name)
    {
        _words = words;
        Description = description;
        HelpName = string.Join('|', words);
        DefaultValueFactory = _ => words[0];
        CustomParser = Parse;
    }

    private string Parse(ArgumentResult result)
    {
        string word = result.Tokens[0].Value;
        if (!_words.Contains(word, StringComparer.Ordinal))
            result.AddError($"{Name}: \"{word}\" is none of its words; give {string.Join(" or ", _words)}.");
        return word;
    }
}
