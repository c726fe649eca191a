namespace Mho.Experiments.Reports;

/// <summary>The page's look: one column, the reader's own fonts, light or dark as the reader has it, sober on paper.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--soft:#57606a;--line:#e4e7eb;--card:#f6f8fa;--accent:#0072b2;--note:#56b4e9;--warning:#e69f00;--error:#d55e00}
        @media (prefers-color-scheme:dark){:root{--ground:#0f1318;--ink:#e6e9ed;--soft:#a3adb8;--line:#2b3138;--card:#171c22;--accent:#56b4e9}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:52rem;margin:0 auto;padding:3rem 1.25rem 4rem}
        .kicker{margin:0;color:var(--accent);font-size:.8rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase}
        h1{margin:.2rem 0 .6rem;font-size:2rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
        h2{margin:3rem 0 .8rem;padding-top:1rem;border-top:1px solid var(--line);font-size:1.3rem;line-height:1.3}
        p{margin:.7rem 0;max-width:44rem}
        .lead{font-size:1.12rem;color:var(--soft)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.8rem;margin:1.8rem 0}
        .card{padding:.8rem .85rem;border:1px solid var(--line);border-radius:.6rem;background:var(--card)}
        .card dt{color:var(--soft);font-size:.85rem;line-height:1.3}
        .card dd{margin:.25rem 0 0;font-size:1.45rem;font-weight:600;line-height:1.2;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
        .card small{display:block;margin-top:.25rem;color:var(--soft);font-size:.78rem;line-height:1.35}
        figure{margin:1.6rem 0;overflow-x:auto}
        figure svg{display:block;width:100%;height:auto}
        figcaption{margin-top:.5rem;max-width:44rem;color:var(--soft);font-size:.88rem;line-height:1.5}
        table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
        th{padding:.35rem .7rem;border-bottom:1.5px solid var(--soft);text-align:left;font-weight:600;vertical-align:bottom}
        td{padding:.35rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
        th:first-child,td:first-child{padding-left:0}
        .n{text-align:right;white-space:nowrap}
        th.n{white-space:normal}
        .findings{list-style:none;margin:1rem 0;padding:0}
        .findings li{margin:.6rem 0;padding:.6rem .9rem;border-left:4px solid var(--note);border-radius:.2rem .5rem .5rem .2rem;background:var(--card)}
        .findings .warning{border-color:var(--warning)}
        .findings .error{border-color:var(--error)}
        .findings b{font-size:.75rem;letter-spacing:.05em;text-transform:uppercase}
        .findings span{display:block;color:var(--soft);font-size:.9rem}
        details{margin:1rem 0}
        summary{cursor:pointer;color:var(--accent)}
        pre,code{font:.84rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        pre{overflow-x:auto;margin:.8rem 0;padding:.9rem 1rem;border:1px solid var(--line);border-radius:.6rem;background:var(--card)}
        ol.references{padding-left:1.3rem;color:var(--soft);font-size:.9rem}
        footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.82rem}
        @media print{:root{--ground:#fff;--ink:#000;--soft:#444;--line:#ccc;--card:#fff}body{font-size:10.5pt}main{max-width:none;padding:0}h2{break-after:avoid}figure,.card,.findings li,tr{break-inside:avoid}summary{display:none}}

        """;
}
