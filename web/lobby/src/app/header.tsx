import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWallet } from '../api/live.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { Money } from '../ui/money.js';
import { Wordmark } from './wordmark.js';

const { nav } = texts;

export function Header() {
  const playerId = usePlayerId();
  return (
    <header className="top">
      <Link to="/" className="brand" aria-label={texts.brand}>
        <Wordmark />
      </Link>
      <nav aria-label={nav.label} className="nav">
        <Link to="/" activeOptions={{ exact: true }}>
          {nav.games}
        </Link>
        {playerId !== undefined && (
          <>
            <Link to="/cashier">{nav.cashier}</Link>
            <Link to="/history">{nav.history}</Link>
            <Link to="/messages">
              <Messages />
            </Link>
            <Link to="/account">{nav.account}</Link>
          </>
        )}
      </nav>
      <div className="top-end">
        {playerId !== undefined && (
          <Link to="/safer-play" className="safer">
            {nav.safer}
          </Link>
        )}
        {playerId === undefined ? <Guest /> : <Balance />}
      </div>
    </header>
  );
}

function Guest() {
  return (
    <>
      <Link to="/sign-in" className="button quiet">
        {nav.signIn}
      </Link>
      <Link to="/register" className="button primary">
        {nav.register}
      </Link>
    </>
  );
}

function Balance() {
  const wallet = useWallet();
  return (
    <Link to="/cashier" className="balance">
      <span className="small">{nav.balance}</span>
      <strong>{wallet ? <Money value={wallet.cash} /> : '…'}</strong>
    </Link>
  );
}

function Messages() {
  const { data } = useInfiniteQuery(reads.messages);
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <>
      {nav.messages}
      {unread > 0 && (
        <em className="badge">
          {unread} <span className="unseen">{texts.inbox.fresh}</span>
        </em>
      )}
    </>
  );
}
