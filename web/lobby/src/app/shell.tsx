import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useHouseLinks } from '../api/house.js';
import { useStreamState } from '../api/live.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { RealityCheck } from '../safer/reality-check.js';

/** What is on every page: the way around, the balance, and the news that the live connection dropped. */
export function Shell() {
  const { pathname } = useLocation();
  const links = useHouseLinks();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // After a navigation the reader starts at the new page's title, as after a page load.
    if (!first.current) main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      {links.sandbox && (
        <aside className="ribbon" aria-label="Sandbox">
          <a href={links.sandbox}>{texts.sandbox}</a>
        </aside>
      )}
      <Header />
      <StreamNotice />
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <RealityCheck />
    </>
  );
}

function StreamNotice() {
  const state = useStreamState();
  const playerId = usePlayerId();
  return (
    <div role="status" className="stream-notice">
      {playerId !== undefined && state === 'waiting' && <p>{texts.stream.waiting}</p>}
    </div>
  );
}
