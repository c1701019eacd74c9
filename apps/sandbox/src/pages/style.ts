/** The look of every page: one column, readable from 320 px on, light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #16211c; --soft: #5a6a62; --paper: #f3f5f1; --card: #fff; --line: #d5dcd6;
  --brand: #0b6b4b; --on-brand: #fff; --bad: #a3231f; --bad-soft: #fbe9e7; --good-soft: #e3f3ea; --mono: #eef2ee; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eeea; --soft: #a3b2a9; --paper: #0e1512; --card: #16201b;
  --line: #2c3932; --brand: #4cc596; --on-brand: #06130d; --bad: #ff9a92; --bad-soft: #3a1a18; --good-soft: #12301f;
  --mono: #1f2b25; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
.ribbon { margin: 0; padding: .4rem 1rem; background: #f4c542; color: #2b2200; font-size: .85rem; text-align: center; }
main { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; }
.narrow main { max-width: 27rem; padding-top: 2.5rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: .4rem 0 .8rem; }
.lead, .hint { color: var(--soft); }
.hint { font-size: .875rem; margin: .25rem 0 0; }
form + .hint { margin-top: .75rem; }
section, .till { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.25rem;
  margin: 1rem 0; }
.till { box-shadow: 0 10px 30px rgb(0 0 0 / .08); }
.sum { font-size: 2.2rem; font-weight: 700; letter-spacing: -.02em; margin: 0 0 1rem; }
label { display: block; font-weight: 600; margin: .9rem 0 .3rem; }
input { width: 100%; min-width: 0; font: inherit; padding: .7rem .8rem; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: .5rem; }
input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
.pair { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.pair > div { flex: 1 1 7rem; min-width: 0; }
button, .button { display: block; width: 100%; margin-top: 1.2rem; padding: .8rem 1rem; font: inherit; font-weight: 700;
  text-align: center; text-decoration: none; color: var(--on-brand); background: var(--brand); border: 2px solid var(--brand);
  border-radius: .6rem; cursor: pointer; }
button.plain { background: transparent; color: var(--ink); border-color: var(--line); margin-top: .6rem; }
:focus-visible { outline: 3px solid #3b82f6; outline-offset: 2px; }
.alert { background: var(--bad-soft); color: var(--bad); border-radius: .5rem; padding: .7rem .9rem; margin: 0 0 1rem; }
.result { border-radius: .6rem; padding: .8rem 1rem; background: var(--good-soft); }
.result.bad { background: var(--bad-soft); }
code { background: var(--mono); border-radius: .3rem; padding: .1rem .35rem; font-size: .9em;
  font-family: ui-monospace, SFMono-Regular, Menlo, monospace; }
pre { background: var(--mono); border-radius: .5rem; padding: .8rem; white-space: pre-wrap; font-size: .9rem;
  font-family: ui-monospace, SFMono-Regular, Menlo, monospace; }
dl { margin: 0; }
dl > div { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .45rem 0; border-top: 1px solid var(--line); }
dt { flex: 0 0 12rem; font-weight: 600; }
dd { flex: 1 1 14rem; margin: 0; }
a { color: var(--brand); }
a.button { color: var(--on-brand); }
details { margin-top: 1rem; }
summary { cursor: pointer; color: var(--soft); }
.mail { display: block; padding: .7rem 0; border-top: 1px solid var(--line); text-decoration: none; color: inherit; }
.mail strong { display: block; color: var(--brand); }
`;
