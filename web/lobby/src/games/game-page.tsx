import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { VerifyBanner } from '../account/verify.js';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { SignInPage } from '../account/sign-in.js';
import { RouletteRules } from '../roulette/roulette-rules.js';
import { SlotRules } from '../slot/slot-rules.js';
import { Loaded } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { GameChanges } from './changes.js';
import { TableRules } from './table-rules.js';
import { Table } from './table.js';

/** The same for play money. */
export function DemoPage() {
  return <GamePage demo />;
}

/** One game: playable for players, its rules open to all. */
export function GamePage({ demo = false }: { demo?: boolean }) {
  const { gameId = '' } = useParams({ strict: false });
  const playerId = usePlayerId();
  const game = useQuery(reads.game(gameId));
  return (
    <Loaded of={game}>
      {(detail) => (
        <>
          {playerId === undefined && <SignInPage />}
          <Page title={detail.name} width="wide">
            <VerifyBanner />
            <GameChanges game={detail} />
            {playerId !== undefined && <Table key={gameId} game={detail} demo={demo} />}
            <Rules game={detail} />
          </Page>
        </>
      )}
    </Loaded>
  );
}

function Rules({ game }: { game: Schemas['GameDetail'] }) {
  if (game.kind === 'slot') return <SlotRules game={game} />;
  return game.kind === 'roulette' ? <RouletteRules game={game} /> : <TableRules game={game} />;
}
