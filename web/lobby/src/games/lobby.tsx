import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { VerifyBanner } from '../account/verify.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { SlotSymbol } from '../slot/symbols.js';
import { StudioGames } from '../studios/studio-games.js';
import { LiveTables } from '../tables/live-tables.js';
import { texts } from '../texts/en-gb.js';
import { Loaded } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { GameCard } from './game-card.js';
import { Offers } from './offers.js';

const t = texts.games;

export function LobbyPage() {
  const playerId = usePlayerId();
  const games = useQuery(reads.games);
  return (
    <>
      {playerId === undefined ? <Hero /> : null}
      <Page title={t.title} width="wide">
        <VerifyBanner />
        <Offers />
        <Loaded of={games}>
          {({ data }) => (
            <ul className="games">
              {data.map((game) => (
                <li key={game.gameId}>
                  <GameCard game={game} />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <LiveTables />
        <StudioGames />
      </Page>
    </>
  );
}

function Hero() {
  return (
    <section className="hero">
      <div className="hero-inner">
        <div className="hero-text">
          <p className="hero-title">{t.hero}</p>
          <p className="lead">{t.heroLead}</p>
          <Link to="/register" className="button primary">
            {t.heroJoin}
          </Link>
        </div>
        <div className="hero-art" aria-hidden="true">
          <SlotSymbol id="green-lamp" />
          <SlotSymbol id="ivory-ball" />
        </div>
      </div>
    </section>
  );
}
