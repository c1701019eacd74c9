import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWallet } from '../api/live.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { Wordmark } from './wordmark.js';

const { nav } = texts;

export function Header() {
  const playerId = usePlayerId();
  const links = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the links scroll sideways: the one of this page is in view.
    const [row, link] = [links.current, links.current?.querySelector<HTMLElement>('.active')];
    if (row && link) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }, [pathname]);
  return (
    <header className="top">
      <Link to="/" className="brand" aria-label={texts.brand}>
        <Wordmark />
      </Link>
      <nav aria-label={nav.label} className="nav" ref={links}>
        <Link to="/" activeOptions={{ exact: true }}>
          {nav.games}
        </Link>
        {playerId !== undefined && (
          <>
            <Link to="/cashier">{nav.cashier}</Link>
            <Link to="/bonuses">{nav.bonuses}</Link>
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
      {wallet && wallet.bonus.amount > 0 && <span className="small">{nav.bonus(money(wallet.bonus))}</span>}
      {wallet && wallet.inPlay.amount > 0 && (
        <span className="small">{nav.inPlay(money(wallet.inPlay))}</span>
      )}
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
