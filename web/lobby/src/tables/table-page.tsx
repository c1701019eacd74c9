import { useParams } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import { VerifyBanner } from '../account/verify.js';
import { GameChanges } from '../games/changes.js';
import { RouletteRules } from '../roulette/roulette-rules.js';
import { Loaded } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { LiveTable } from './live-table.js';
import { useTable } from './use-table.js';

/** One live table: to be watched by every player, to be played by those with a seat. */
export function TablePage() {
  const { tableId = '' } = useParams({ strict: false });
  return (
    <Players>
      <OneTable key={tableId} tableId={tableId} />
    </Players>
  );
}

function OneTable({ tableId }: { tableId: string }) {
  return (
    <Loaded of={useTable(tableId)}>
      {(table) => (
        <Page title={table.name} width="wide">
          <VerifyBanner />
          <GameChanges game={table} />
          <LiveTable table={table} />
          <RouletteRules game={{ ...table, bets: table.offers }} />
        </Page>
      )}
    </Loaded>
  );
}
