import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { gameNamed, money } from '../texts/formats.js';

const t = texts.bonuses;

/** Why so much is left: what the rounds of each game counted. Open while the bonus runs. */
export function Counted({ award: { games, status } }: { award: Schemas['Award'] }) {
  const floor = useQuery(reads.games);
  if (games.length === 0) return null;
  const names = new Map(floor.data?.data.map(({ gameId, name }) => [gameId, name]));
  return (
    <details open={status === 'active'}>
      <summary>{t.counted.title}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.counted.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.counted.game}</th>
              <th scope="col" className="number">
                {t.counted.staked}
              </th>
              <th scope="col" className="number">
                {t.counted.weight}
              </th>
              <th scope="col" className="number">
                {t.counted.counts}
              </th>
            </tr>
          </thead>
          <tbody>
            {games.map(({ gameId, rounds, staked, weightBasisPoints, counted }) => (
              <tr key={gameId}>
                <td className="what">
                  {names.get(gameId) ?? gameNamed(gameId)}
                  <div className="small">{t.counted.rounds(rounds)}</div>
                </td>
                <td className="number">{money(staked)}</td>
                <td className="number">{`${weightBasisPoints / 100}\u00a0%`}</td>
                <td className="number">{money(counted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
