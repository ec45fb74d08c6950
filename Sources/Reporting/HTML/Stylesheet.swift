/// The classes that the style sheet knows; a test keeps both in step.
enum Class: String, CaseIterable {
  case defs, sample, watermark, sheet, masthead, eyebrow, lede, crumb, code
  case figures, figure, number
  case panel, note, warn, quiet, tag, drafted, core
  case pass, fail, open, verdict, sign
  case ruler, track, marks, mark, odd
  case steps, step, obstacles, chips
  case gaps, gap, win, unitless, fix, meta, refs, effort
  case profile, row, name, bar, value, mean, legend
  case fillPass = "fill-pass", fillFail = "fill-fail", fillOpen = "fill-open"
  case fillPlan = "fill-plan"
  case fillAccent = "fill-accent", fillTrack = "fill-track", stroke
  case gateLine = "gate-line", rung
  case table, cards, num, sum, lost, missing, wide, scroll
  case heat, h0, h1, h2, h3, h4, h5, h6, hx, under, swatch
  case filter, choice, facts, columns, headline, rest, tops, nowrap, state, reqs, sub, pts, made
}

/// The one style sheet of all pages: light and dark, wide and narrow, screen and A4. No colour says anything alone.
enum Stylesheet {
  static let text: StaticString = """

    :root{color-scheme:light dark;--paper:#f7f5f0;--card:#fffefb;--ink:#1b2226;--soft:#545d66;--rule:#dcd8cd;\
    --track:#e8e4da;--accent:#1d4f7c;--pass:#00655a;--pass-bg:#e2f0ed;--fail:#a33611;--fail-bg:#fbeae2;\
    --open:#735400;--open-bg:#f8efd6;--h0:#8c510a;--h0t:#fff;--h1:#d19a55;--h2:#e6c48d;--h3:#f3e2c2;\
    --h4:#f0f1ec;--h5:#cfe8e3;--h6:#97cfc5;--ht:#1b2226}
    @media screen and (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1b1f23;--ink:#e9e7e2;--soft:#a9b0b8;\
    --rule:#363d44;--track:#2c3238;--accent:#8cbbe8;--pass:#5cc9ae;--pass-bg:#17322e;--fail:#ff9d73;\
    --fail-bg:#3a231a;--open:#e6bd55;--open-bg:#352c15;--h0:#e5a159;--h0t:#14171a;--h1:#8f5f2b;--h2:#6b4a26;\
    --h3:#4a3b2a;--h4:#333a3e;--h5:#234a46;--h6:#1a5f56;--ht:#f4f2ee}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.65 "Noto Sans CJK SC","Noto Sans SC",\
    "Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",system-ui,sans-serif;\
    font-variant-numeric:tabular-nums;overflow-wrap:break-word;line-break:strict}
    h1,h2,h3,.number,.win{font-family:"Noto Serif CJK SC","Source Han Serif SC","Songti SC","STSong","SimSun",\
    Georgia,serif;font-weight:700;line-height:1.3}
    h1{font-size:2.1rem;margin:.1em 0 .25em;letter-spacing:.01em}
    h2{font-size:1.3rem;margin:0 0 .75rem;padding-bottom:.4rem;border-bottom:2px solid var(--ink)}
    h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
    p{margin:.4em 0}
    a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.2em}
    small,.quiet,.refs,.meta,.legend{color:var(--soft);font-size:.875rem}
    code,.code{font-family:"Noto Sans Mono CJK SC",ui-monospace,Consolas,monospace;font-size:.8125rem;\
    overflow-wrap:anywhere}
    .code{color:var(--soft)}
    .defs{position:absolute;width:0;height:0}
    .sample{position:sticky;top:0;z-index:1;margin:0;padding:.3rem 1rem;text-align:center;font-weight:700;\
    color:var(--paper);background:var(--fail)}
    .watermark{display:none}
    .sheet{max-width:68rem;margin:0 auto;padding:1.25rem 1.25rem 3rem}
    .crumb{font-size:.875rem;margin:0 0 1rem}
    .masthead{border-top:6px solid var(--accent);padding-top:1rem}
    .eyebrow{color:var(--soft);margin:0;font-size:.9375rem}
    .lede{font-size:1.0625rem;max-width:46rem}
    .panel{margin-top:2.5rem}
    .note{border-left:4px solid var(--accent);background:var(--card);padding:.6rem .9rem;margin:1rem 0}
    .warn{border-left:4px solid var(--open);background:var(--open-bg);padding:.6rem .9rem;margin:1rem 0}
    .figures{display:flex;flex-wrap:wrap;gap:1px;background:var(--rule);\
    border:1px solid var(--rule);margin:1.25rem 0}
    .figure{flex:1 1 8.5rem;background:var(--card);padding:.7rem .9rem}
    .figure dt{color:var(--soft);font-size:.875rem}
    .figure dd{margin:0}
    .number{font-size:1.7rem}
    .tag{display:inline-block;border:1px solid var(--rule);border-radius:2px;padding:0 .35em;margin:0 .1em 0 .4em;\
    font-size:.75rem;line-height:1.5;color:var(--soft);white-space:nowrap}
    .drafted{border-style:dashed;border-color:var(--soft)}
    .core{border-color:var(--ink);color:var(--ink)}
    .verdict{white-space:nowrap;font-weight:600}
    .sign{display:inline-block;min-width:1.1em;text-align:center}
    .pass{color:var(--pass)}.fail{color:var(--fail)}.open{color:var(--open)}
    .fill-pass{fill:var(--pass)}.fill-fail{fill:var(--fail)}.fill-open{fill:url(#hatch)}.fill-accent{fill:var(--accent)}
    .fill-track{fill:var(--track)}.gate-line{stroke:var(--ink);stroke-width:4}
    .fill-plan{fill:url(#rungs)}.rung{stroke:var(--pass);stroke-width:5}
    .made .bar{min-width:9rem}
    .swatch svg{display:block;width:100%;height:100%}
    .stroke{stroke:var(--open);stroke-width:3}
    .headline{display:grid;grid-template-columns:auto 1fr;gap:0 1.6rem;align-items:center;margin:1rem 0 .8rem}
    .headline .number{font-size:3.2rem;line-height:1.1}
    .headline .lede{font-size:1.35rem;margin:0 0 .2rem}
    .ruler{margin:.5rem 0 1rem;padding-bottom:2.6rem;position:relative}
    .track{display:block;width:100%;height:1.1rem}
    .marks{list-style:none;margin:0;padding:0}
    .mark{position:absolute;top:0;height:1.7rem;border-left:2px solid var(--ink);font-size:.75rem;line-height:1.2;\
    padding-top:1.7rem;white-space:nowrap}
    .mark>span{display:block;transform:translateX(-50%)}
    .mark.odd{height:2.7rem;padding-top:2.7rem}
    .tops{font-size:.8125rem;color:var(--soft);max-width:19rem}
    .tops div{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .nowrap{white-space:nowrap}
    .steps{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));\
    gap:.75rem}
    .step{background:var(--card);border:1px solid var(--rule);border-top:4px solid currentColor;padding:.7rem .9rem}
    .step>*{color:var(--ink)}
    .step h3{margin:0}
    .step.open{border-top-style:dashed}.step.fail{border-top-style:double;border-top-width:6px}
    .obstacles{margin:.4rem 0 0;padding-left:1.1rem;font-size:.9375rem}
    .chips{margin:.3rem 0 0}
    .chips a,.chips>span{display:inline-block;margin:0 .6rem .15rem 0}
    .gaps{list-style:none;margin:0;padding:0;counter-reset:gap}
    .gap{display:grid;grid-template-columns:6.2rem 1fr;gap:0 1rem;padding:.9rem 0;border-top:1px solid var(--rule);\
    break-inside:avoid}
    .win{font-size:1.45rem;color:var(--pass);text-align:right}
    .win small{display:block;font:400 .75rem/1.4 inherit;font-family:inherit;color:var(--soft)}
    .win.unitless{color:var(--soft)}
    .rest th,.rest td{font-size:.875rem}
    .rest td:nth-child(4){white-space:nowrap}
    .gap h3{margin:0;font-family:inherit;font-size:1rem}
    .gap p{margin:.2rem 0}
    .fix{border-left:3px solid var(--pass);padding-left:.6rem}
    .meta{margin:.2rem 0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.1rem}
    .meta dt{display:inline;font-weight:400}.meta dd{display:inline;margin:0;color:var(--ink)}
    .meta div{max-width:100%}
    .refs{font-size:.8125rem}
    .effort{letter-spacing:.1em}
    .profile{margin:0}
    .row{display:grid;grid-template-columns:minmax(0,17rem) 1fr 9rem;gap:0 .9rem;align-items:center;padding:.16rem 0}
    .row .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .row .name a{color:inherit;text-decoration:none}
    .bar{position:relative;height:.95rem}
    .bar svg{display:block;width:100%;height:100%}
    .row .value{text-align:right;font-size:.875rem;white-space:nowrap}
    .mean{display:none;position:absolute;top:-.15rem;bottom:-.15rem;width:0;border-left:2px solid var(--ink);\
    outline:1px solid var(--card)}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.6rem 0;padding:0;list-style:none}
    .swatch{display:inline-block;width:1.4em;height:.9em;margin-right:.35em;vertical-align:-.1em;border:1px solid var(--rule)}
    .table{border-collapse:collapse;width:100%;font-size:.9375rem}
    .table th,.table td{padding:.42rem .5rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
    .table thead th{color:var(--soft);font-weight:400;font-size:.8125rem;text-wrap:balance;border-bottom:1px solid var(--ink);\
    vertical-align:bottom}
    .table tbody th{font-weight:400}
    .reqs{table-layout:fixed}
    .reqs th:nth-child(1){width:30%}.reqs th:nth-child(2){width:9%}.reqs th:nth-child(3){width:13%}\
    .reqs th:nth-child(4){width:12%}
    .table.reqs .num{white-space:normal}
    .table .num{text-align:right;white-space:nowrap}
    .table .num .state{white-space:normal}
    .table .wide{min-width:10rem}
    .table tbody th{min-width:12rem}
    .sum th,.sum td{font-weight:700;border-top:1px solid var(--ink)}
    tr{break-inside:avoid}
    thead{display:table-header-group}
    .state{font-size:.8125rem;color:var(--soft)}
    .table .refs{margin-top:.15rem;font-size:.75rem;line-height:1.45}
    .lost .num strong{color:var(--fail)}
    .missing td{background:repeating-linear-gradient(45deg,transparent 0 6px,var(--track) 6px 8px)}
    .missing td>*{background:var(--paper)}
    .scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}
    .heat{border-collapse:separate;border-spacing:2px;font-size:.8125rem;width:100%}
    .heat th{font-weight:400;text-align:left;padding:.1rem .35rem}
    .heat thead th{text-align:center;vertical-align:bottom;color:var(--soft)}
    .heat tbody th{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:17rem}
    .heat td{text-align:center;padding:.22rem .1rem;color:var(--ht);min-width:2.3rem;position:relative}
    .h0{background:var(--h0)}.heat td.h0{color:var(--h0t)}.h1{background:var(--h1)}.h2{background:var(--h2)}\
    .h3{background:var(--h3)}.h4{background:var(--h4)}.h5{background:var(--h5)}.h6{background:var(--h6)}
    .heat td.hx{color:var(--soft)}
    .hx{background:repeating-linear-gradient(45deg,transparent 0 4px,var(--track) 4px 6px)}
    .pts{display:block;font-size:.85em;white-space:nowrap}
    .table tbody th.sub{padding-left:1.6em}
    .under{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.2em;font-weight:700}
    .filter{margin:.5rem 0 0;font-size:.9375rem}
    .choice{margin-right:1.1rem;white-space:nowrap}
    .choice input{margin:0 .3em 0 0;accent-color:var(--accent)}
    body:has(#only-lost:checked) .table.cards tbody tr:not(.lost):not(.missing):not(.sum){display:none}
    body:has(#only-missing:checked) .table.cards tbody tr:not(.missing):not(.sum){display:none}
    .facts{margin:.3rem 0;padding-left:1.2rem}
    .columns{columns:18rem;column-gap:2rem}
    footer{margin-top:3rem;border-top:1px solid var(--rule);padding-top:.8rem;color:var(--soft);font-size:.8125rem}
    @media screen and (max-width:62rem){
    .table.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .table.cards,.table.cards tbody{display:block}
    .table.cards tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1.1rem;padding:.55rem 0;\
    border-bottom:1px solid var(--rule)}
    .table.cards th,.table.cards td{display:block;border:0;padding:.1rem 0;min-width:0;text-align:left}
    .table.cards th,.table.cards .wide,.table.cards td:not(.num){flex:1 0 100%}
    .table.cards .sum th{flex:0 1 auto}
    .table.cards .state{display:inline;margin-left:.6rem}
    .table.cards.rest td.num{order:-1}
    .table.cards td:empty{display:none}
    .table.cards td[data-label]::before{content:attr(data-label);color:var(--soft);font-size:.8125rem;margin-right:.5em}
    .tops{max-width:none}
    }
    @media screen and (max-width:46rem){
    .sheet{padding:.9rem .9rem 2rem}
    h1{font-size:1.65rem}
    .row{grid-template-columns:1fr auto;gap:0 .6rem;padding:.35rem 0}
    .row .bar{grid-column:1/-1;order:3}
    .gap{grid-template-columns:1fr}
    .headline{grid-template-columns:1fr;gap:.3rem}.headline .number{font-size:2.6rem}.headline .lede{font-size:1.15rem}
    .win{text-align:left}.win small{display:inline;margin-left:.5rem}
    .heat tbody th{max-width:6.4rem;white-space:normal;padding-left:0}
    .heat td{min-width:1.75rem;font-size:.75rem}
    .heat thead th{padding:.1rem 0}
    }
    @page{size:A4;margin:14mm 12mm}
    @media print{
    :root{--paper:#fff;--card:#fff}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    body{font-size:8.5pt;line-height:1.45}
    h1{font-size:19pt}h2{font-size:12pt;margin-bottom:2mm}h3{font-size:9.5pt;margin:3mm 0 1mm}
    small,.quiet,.meta,.legend,.table,.obstacles,.rest th,.rest td{font-size:7.5pt}
    .refs,.table .refs,.state,.tops,code,.code,.heat td,.heat th{font-size:6.5pt}
    .table th,.table td{padding:.7mm 1mm}
    .gap{grid-template-columns:20mm 1fr;padding:2mm 0}.gap h3{font-size:8.5pt}.gap p{margin:.4mm 0}
    .win{font-size:13pt}.win small{font-size:7pt}
    .headline .number{font-size:30pt}.headline .lede{font-size:13pt}
    .row{grid-template-columns:55mm 1fr 32mm;padding:.3mm 0}.bar{height:3mm}.row .value{font-size:7.5pt}
    .table tbody th{min-width:0}
    h2,h3{break-after:avoid}
    .sheet{max-width:none;padding:0}
    .panel{margin-top:7mm}
    .crumb,.filter{display:none}
    .sample{position:static;color:var(--ink);background:none;border:1pt solid var(--ink);padding:1mm}
    .watermark{display:block;position:fixed;top:45%;left:0;right:0;text-align:center;font-size:44pt;font-weight:700;\
    line-height:1;transform:rotate(-30deg);opacity:.13}
    a{color:inherit;text-decoration:none}
    .scroll{overflow:visible}
    .steps{grid-template-columns:repeat(3,1fr)}
    }

    """
}
