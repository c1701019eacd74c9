import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, api, type ProblemError, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { ProblemNotice } from '../ui/notice.js';

const t = texts.studios;

/** Games that studios run on their own servers; a floor without them is a floor. */
export function StudioGames() {
  const { data } = useQuery(reads.studioGames);
  if (!data || data.data.length === 0) return null;
  return (
    <section className="live-tables studio-games" aria-labelledby="studio-games">
      <div className="page-head">
        <h2 id="studio-games">{t.title}</h2>
        <p className="lead">{t.lead}</p>
      </div>
      <ul className="games">
        {data.data.map((game) => (
          <li key={game.gameId}>
            <StudioGameCard game={game} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StudioGameCard({ game }: { game: Schemas['StudioGame'] }) {
  const { gameId, name, studioName } = game;
  const playerId = usePlayerId();
  const { data: given } = useQuery({ ...reads.studioRounds, enabled: playerId !== undefined });
  const left = (given?.data ?? []).reduce((sum, one) => (one.gameId === gameId ? sum + one.left : sum), 0);
  const launch = useMutation<Schemas['StudioLaunch'], ProblemError>({
    mutationFn: () =>
      answerOf(api.POST('/v1/studio-games/{id}/launches', { params: { path: { id: gameId } } })),
    // The game is the studio's own page: it takes the place of this one.
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <article className="game-card">
      <div className="cover" aria-hidden="true" />
      <div className="game-card-text">
        <p className="small">{t.by(studioName)}</p>
        <h3>{name}</h3>
        <p>{t.away}</p>
        {left > 0 ? <p className="small">{t.free(left)}</p> : null}
        {launch.error ? <ProblemNotice error={launch.error} /> : null}
        {playerId === undefined ? (
          <Link to="/sign-in" className="button primary" aria-label={t.play(name)}>
            {t.play1}
          </Link>
        ) : (
          <button
            type="button"
            className="button primary"
            aria-label={t.play(name)}
            disabled={launch.isPending}
            onClick={() => launch.mutate()}
          >
            {t.play1}
          </button>
        )}
      </div>
    </article>
  );
}
