import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { amountScripts, cards, inGroups } from '../psp/script.js';
import { coinScripts } from '../studio/coin.js';
import { type Html, html, page, pageHeaders } from './html.js';

/** Says what each part of the sandbox is and which values make it do what. */
@Controller()
export class IndexController {
  @Get()
  index(@Res() reply: FastifyReply): void {
    void reply.headers(pageHeaders).send(page('The world outside', content));
  }
}

function row(term: string, meaning: string): Html {
  return html`<div>
    <dt><code>${term}</code></dt>
    <dd>${meaning}</dd>
  </div>`;
}

const psp = html`<section>
  <h2>Payment provider</h2>
  <p>
    Takes orders at <code>POST /psp/payments</code> and <code>POST /psp/payouts</code>, shows payers a hosted
    page, tells the merchant by signed webhooks, and answers <code>GET /psp/payments/{reference}</code> and
    <code>GET /psp/payouts/{reference}</code>.
  </p>
  <h2>Cards</h2>
  <dl>${Object.entries(cards).map(([number, { meaning }]) => row(inGroups(number), meaning))}</dl>
  <h2>Amounts, by their last two digits</h2>
  <dl>${Object.entries(amountScripts).map(([digits, { meaning }]) => row(`.${digits}`, meaning))}</dl>
  <p class="hint">
    Scripts may post <code>{"cardNumber": "4242 4242 4242 4242"}</code>, <code>{"bank": "approve"}</code> or
    <code>{"challenge": "approve"}</code> as JSON to the hosted page.
  </p>
</section>`;

const bureau = html`<section>
  <h2>Age and identity bureau</h2>
  <p><code>POST /kyc/checks</code> decides by how the family name starts.</p>
  <dl>
    ${row('Refer…', 'refer: document_required')} ${row('Fail…', 'fail: identity_not_found')}
    ${row('Timeout…', 'hangs for 5 s, then passes')} ${row('Outage…', 'answers 503')}
    ${row('born less than 18 years ago', 'fail: under_age')} ${row('anything else', 'pass')}
  </dl>
</section>`;

const scheme = html`<section>
  <h2>Self-exclusion scheme</h2>
  <p>
    <code>POST /exclusion/v2</code> answers in the header <code>X-Exclusion</code>: by how the family name
    starts, or for people who joined it: <code>POST /exclusion/people</code> with
    <code>{"email": "…", "answer": "Y"}</code>.
  </p>
  <dl>
    ${row('Excluded…', 'Y: excluded')} ${row('Formerly…', 'P: formerly excluded')}
    ${row('Schemeslow…', 'hangs for 5 s')} ${row('Schemedown…', 'answers 503')}
    ${row('anything else', 'N: not excluded')}
  </dl>
</section>`;

const studio = html`<section>
  <h2><a href="/studio/play?mode=demo">Studio</a></h2>
  <p>
    A game server outside of the casino, with one game, Tide Coin. Launches lead to <code>/studio/play</code>;
    the link above plays for nothing. <code>POST /studio/outage</code> with <code>{"ms": 30000}</code> takes
    it away for a while.
  </p>
  <h2>Stakes, by their last two digits</h2>
  <dl>${Object.entries(coinScripts).map(([digits, { meaning }]) => row(digits, meaning))}</dl>
</section>`;

const rest = html`<section>
    <h2><a href="/mailbox">Mailbox</a></h2>
    <p>
      Every message the platform sent. For scripts: <code>GET /mailbox/messages?to=ada@example.org</code>,
      newest first.
    </p>
  </section>
  <section>
    <h2>Clock</h2>
    <p>
      <code>POST /clock/advance</code> with <code>{"playerId": "…", "ms": 86400000}</code> moves one player’s
      clock forward in every service before it answers. <code>GET /clock?playerId=…</code> reads it.
    </p>
  </section>`;

const content = html`<h1>The world outside</h1>
  <p class="lead">
    What a casino finds beyond its own walls, simulated: with the faults that the real one has, each under a
    value you can choose.
  </p>
  ${psp} ${bureau} ${scheme} ${studio} ${rest}`;
