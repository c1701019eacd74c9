import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { RegisterPage } from '../account/register.js';
import { SignInPage } from '../account/sign-in.js';
import { VerifyPage } from '../account/verify.js';
import { CashierPage } from '../cashier/cashier.js';
import { ReturnPage } from '../cashier/return.js';
import { DemoPage, GamePage } from '../games/game-page.js';
import { LobbyPage } from '../games/lobby.js';
import { BonusesPage } from '../bonuses/bonuses.js';
import { HistoryPage } from '../history/history.js';
import { RoundPage } from '../history/round.js';
import { InboxPage } from '../inbox/inbox.js';
import { SaferPage } from '../safer/safer-page.js';
import { SettingsPage } from '../settings/settings.js';
import { TablePage } from '../tables/table-page.js';
import { NotFound } from './not-found.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const at = <Path extends string>(path: Path, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const tree = root.addChildren([
  at('/', LobbyPage),
  at('/sign-in', SignInPage),
  at('/register', RegisterPage),
  at('/verify', VerifyPage),
  at('/games/$gameId', () => <GamePage />),
  at('/games/$gameId/demo', DemoPage),
  at('/bonuses', BonusesPage),
  at('/cashier', CashierPage),
  at('/cashier/return', ReturnPage),
  at('/history', HistoryPage),
  at('/history/$roundId', RoundPage),
  at('/account', SettingsPage),
  at('/messages', InboxPage),
  at('/tables/$tableId', TablePage),
  at('/safer-play', SaferPage),
]);

export const router = createRouter({ routeTree: tree, basepath: '/lobby', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
