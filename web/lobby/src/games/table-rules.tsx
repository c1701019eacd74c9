import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { percent } from '../texts/formats.js';

const t = texts.tableRules;
/** More than so many bets are a ladder, whose returns the rules tell in a sentence. */
const mostRows = 20;

/** Rules of a table, what each bet exactly returns, and the fingerprint of what is played. */
export function TableRules({ game }: { game: Schemas['GameDetail'] }) {
  const { returns = [], rules, returnToPlayer, definitionHash } = game;
  return (
    <details className="card rules" id="rules">
      <summary>{texts.games.slot.rules}</summary>
      <section>
        <h2>{texts.games.slot.rtp}</h2>
        <p>{texts.games.slot.rtpLead(percent(returnToPlayer.ratio))}</p>
        <p className="small">{returnToPlayer.basis}</p>
      </section>
      {returns.length <= mostRows && (
        <section>
          <h2>{t.returns}</h2>
          <table className="paytable">
            <thead>
              <tr>
                <th scope="col">{texts.roulette.bet}</th>
                <th scope="col">{t.ratio}</th>
              </tr>
            </thead>
            <tbody>
              {returns.map(({ bet, ratio }) => (
                <tr key={bet}>
                  <th scope="row">{t.names[bet] ?? bet}</th>
                  <td>{percent(ratio)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rules.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <p className="small">
        {texts.games.slot.hash}: <code>{definitionHash}</code>
      </p>
    </details>
  );
}
