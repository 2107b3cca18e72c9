/** The look of a page: light and dark, for a window, a phone and paper. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fbfbfd;--card:#fff;--text:#1d2433;--muted:#5d6472;--line:#e3e6ee;--bar:#1d5fc0;--bar2:#8bb6e8;--track:#eceff6;--link:#1d5fc0}
@media (prefers-color-scheme:dark){:root{--ground:#14171f;--card:#1b1f2a;--text:#e6e9f2;--muted:#9aa2b6;--line:#2c3243;--bar:#7cb7ff;--bar2:#3a75ad;--track:#262c3b;--link:#7cb7ff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.1rem;line-height:1.3;margin:0 0 .1rem}
p{margin:.25rem 0}
.muted,figcaption,caption{color:var(--muted);font-size:.875rem}
code{font:.8125rem/1.4 ui-monospace,"SF Mono",Menlo,Consolas,monospace;color:var(--muted)}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem;margin-top:1.25rem;min-width:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,27rem),1fr));gap:1.25rem;margin-top:1.25rem;align-items:start}
.tiles section{margin:0}
figure{margin:1rem 0}
svg{display:block;width:100%;font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow:visible}
svg text{fill:var(--text);font-variant-numeric:tabular-nums}
svg .label{fill:var(--muted)}
svg .bar{fill:var(--bar)}
svg .track{fill:var(--track)}
svg .axis{stroke:var(--line);stroke-width:1}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;padding:0 0 .5rem}
th,td{overflow-wrap:normal;padding:.4rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{color:var(--muted);font-weight:500;font-size:.8125rem;white-space:nowrap}
tbody th{font-weight:500}
tr:last-child>td,tr:last-child>th{border-bottom:0}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
:is(td,th):first-child{padding-left:0}:is(td,th):last-child{padding-right:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;padding:0}
.total>*{font-weight:600;border-top:2px solid var(--line)}
a{color:inherit;text-decoration:underline;text-decoration-color:var(--bar2);text-underline-offset:.2em}
a:hover,a:focus-visible{color:var(--link)}
details{margin-top:.5rem}
summary{cursor:pointer;color:var(--muted);font-size:.875rem}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
details table{font-size:.875rem;margin:.5rem 0 1rem}
:target{background:var(--track);border-radius:6px}
.records{margin-top:1rem;border-top:1px solid var(--line);padding-top:.5rem}
.note{color:var(--muted);font-size:.875rem}
.empty{padding:1rem 0;color:var(--muted)}
footer{margin-top:2rem;color:var(--muted);font-size:.8125rem}
@media (max-width:40rem){main{padding:1.25rem .75rem 3rem}section{padding:1rem;border-radius:10px}h1{font-size:1.4rem}}
@page{size:A4;margin:16mm}
@media print{:root{color-scheme:light;--ground:#fff;--card:#fff;--text:#000;--muted:#444;--line:#ccc;--bar:#1d5fc0;--track:#eee;--link:#000}
body{font-size:10.5pt}main{max-width:none;padding:0}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:.75rem 0 0;break-inside:avoid-page}
.tiles{display:block}.tiles section{margin-top:1rem}thead{display:table-header-group}tr{break-inside:avoid}a{text-decoration:none}.scroll{overflow:visible}
details:not([open]){display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
