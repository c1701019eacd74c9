import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { percent, shortMoney } from '../texts/formats.js';

const t = texts.roulette;

type Ruled = Pick<Schemas['GameDetail'], 'returnToPlayer' | 'bets' | 'rules' | 'definitionHash'>;

/** What each bet pays and costs on average, and the rules. */
export function RouletteRules({ game }: { game: Ruled }) {
  return (
    <details className="card rules" id="rules">
      <summary>{texts.games.slot.rules}</summary>
      <section>
        <h2>{texts.games.slot.rtp}</h2>
        <p>{texts.games.slot.rtpLead(percent(game.returnToPlayer.ratio))}</p>
      </section>
      <section>
        <h2>{t.bets}</h2>
        <div className="scroll" tabIndex={0} role="region" aria-label={t.bets}>
          <table className="paytable">
            <thead>
              <tr>
                {[t.bet, t.pays, t.edge, t.least, t.most].map((title) => (
                  <th scope="col" key={title}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {game.bets?.map(({ kind, pays, edge, minimum, maximum }) => (
                <tr key={kind}>
                  <th scope="row">{t.kinds[kind] ?? kind}</th>
                  <td>{t.toOne(pays)}</td>
                  <td>{edge}</td>
                  <td>{shortMoney(minimum)}</td>
                  <td>{shortMoney(maximum)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {game.rules.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <p className="small">
        {texts.games.slot.hash}: <code>{game.definitionHash}</code>
      </p>
    </details>
  );
}
