import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { Loaded } from '../ui/notice.js';
import { Older, rowsOf } from '../ui/older.js';
import { Card, Page } from '../ui/page.js';

const t = texts.games.history;

export function HistoryPage() {
  return (
    <Players>
      <Page title={t.title} lead={t.lead}>
        <Rounds />
      </Page>
    </Players>
  );
}

function Rounds() {
  const rounds = useInfiniteQuery(reads.rounds);
  const games = useQuery(reads.games);
  const tables = useQuery(reads.tables);
  const nameOf = (id: string): string =>
    games.data?.data.find(({ gameId }) => gameId === id)?.name ??
    tables.data?.data.find(({ tableId }) => tableId === id)?.name ??
    id;
  return (
    <Card>
      <Loaded of={rounds}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <p>{t.none}</p>;
          return <Table rows={rows} nameOf={nameOf} />;
        }}
      </Loaded>
      <Older of={rounds} />
    </Card>
  );
}

function Table({ rows, nameOf }: { rows: Schemas['Round'][]; nameOf: (id: string) => string }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.game}</th>
            <th scope="col" className="number">
              {t.stake}
            </th>
            <th scope="col" className="number">
              {t.payout}
            </th>
            <th scope="col" className="number">
              {t.net}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ roundId, settledAt, gameId, stake, payout, netWin, voided }) => (
            <tr key={roundId}>
              <td className="what">
                <Link to="/history/$roundId" params={{ roundId }}>
                  {nameOf(gameId)}
                </Link>
                <div className="small">{instant(settledAt)}</div>
                {voided && <div className="small">{t.void}</div>}
              </td>
              <td className="number">
                <Money value={stake} />
              </td>
              <td className="number">
                <Money value={payout} />
              </td>
              <td className="number">
                <Money value={netWin} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
