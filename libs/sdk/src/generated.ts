/** Types of the player API and of its stream, written by `npm run contracts`: never edited by hand. */
export interface paths {
    "/sandbox/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All accounts by currency; each currency sums to zero.
         * @description Proof for a demonstration that no penny is missing. Answers only in a sandbox.
         */
        get: operations["readTrialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studios/{studio}/{operation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify, carry out and answer a call of a studio in its dialect.
         * @description The body is taken as it is, byte by byte, up to 64 KiB: the signature is over the raw bytes. What is called, what it is answered and how it is signed is said in docs/studios.md.
         */
        post: operations["receiveStudioCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studios/{studio}/{operation}/{below}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same, in the dialects whose paths have two parts.
         * @description The body is taken as it is, byte by byte, up to 64 KiB: the signature is over the raw bytes. What is called, what it is answered and how it is signed is said in docs/studios.md.
         */
        post: operations["receiveNestedStudioCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a player can opt in to, and the own awards with what is left to wager.
         * @description Show the terms next to each offer. `offersKnown` is false while it cannot be found out what may be offered; own awards are shown all the same.
         */
        get: operations["listBonuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonuses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One award of the player, with what is left to wager and why.
         * @description What is left to wager and why, by game. Follows each settled round by moments.
         */
        get: operations["readAward"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonuses/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opt in to a bonus programme.
         * @description Opts in to a programme. Free rounds follow in moments; a deposit match follows the next deposit that qualifies.
         */
        post: operations["claimBonus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bonuses/{id}/forfeit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an award up: its bonus money and free rounds are gone, cash is untouched.
         * @description The id is that of the award. Bonus money and free rounds go; cash stays. It cannot be undone.
         */
        post: operations["forfeitAward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deposits of the player, newest first.
         * @description Follow `next` for older rows.
         */
        get: operations["listDeposits"];
        put?: never;
        /**
         * Start a deposit; the player pays on the provider's hosted page.
         * @description Send the player to `redirectUrl`. The deposit is credited when the provider says that it was paid; the stream and GET /v1/deposits/{id} tell.
         */
        post: operations["createDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deposits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One deposit of the player.
         * @description Where the deposit stands.
         */
        get: operations["readDeposit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/game-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A game session as it stands: net position, time, when the next round may start.
         * @description Net position and time as every answer to a round has them, for a page that was away. Also of a closed session.
         */
        get: operations["readGameSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/game-sessions/{id}/reality-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The player has seen how long they have played: rounds begin again, for another interval.
         * @description Once the interval of `PATCH /v1/me/settings` is over, no round begins (`reality_check_due`) until this is called: show how long the player has played and where they stand, and call it when they answer.
         */
        post: operations["acknowledgeRealityCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/game-sessions/{id}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stake, draw, evaluate and settle one round, or deal one with decisions.
         * @description The round is settled before this is answered, or waits for a decision if the answer has `open`. Whoever got no answer repeats the request with the same key and gets the outcome that was drawn.
         */
        post: operations["playRound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/game-sessions/{id}/seeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the next rounds of a game session are drawn from.
         * @description The hash commits us to our seed before the player's is known.
         */
        get: operations["readSeeds"];
        put?: never;
        /**
         * Retire the server's seed, so that it can be shown, and commit to a new one; the player's part is empty again.
         * @description The seed that was in use is shown from `revealedFrom` on, in the proofs of its rounds.
         */
        post: operations["renewSeeds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/game-sessions/{id}/seeds/client": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the player's part of what the next rounds are drawn from.
         * @description Holds for every round after the answer, until another is chosen or the session is closed.
         */
        put: operations["chooseClientSeed"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/games": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue.
         * @description Open to all: a player may look before signing in.
         */
        get: operations["listGames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/games/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One game: stakes, pay table, rules, exact return to player.
         * @description The ETag is the hash of the definition that is played: it changes when the game does.
         */
        get: operations["readGame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/games/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Launch a game, for money or as a demo; the session opened before is closed, or goes on if a round of the game waits in it.
         * @description A player plays one game at a time: the one opened before, also at a table or of a studio, takes no more rounds. A demo is for verified players, too.
         */
        post: operations["openGameSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jackpots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The progressive jackpots, with what is in them.
         * @description Open to all. What is in a jackpot is at most a few seconds old here; every change is told on the stream as `jackpot`. What a winner is paid is what is recorded with the round.
         */
        get: operations["listJackpots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The limits of a player, what of them is used, and changes that wait.
         * @description With what is used in the present period and the changes that wait. The ETag is the version of the limits, not of what is used: send it in If-Match to change them. While `depositPrompt` is `open`, no deposit is taken.
         */
        get: operations["readLimits"];
        /**
         * Set, lower, raise or remove limits.
         * @description All limits as they are to be. New and lower ones hold at once. A higher one, and the removal of one that is left out, can be confirmed 24 hours later and changes nothing before; naming the present amount withdraws the wish. Naming a deposit limit answers `depositPrompt`.
         */
        put: operations["setLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back the wish for a higher limit or for none.
         * @description The limit stays as it is.
         */
        delete: operations["withdrawLimitChange"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits/changes/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say again, 24 hours later, that a limit is to be higher or to go.
         * @description From `confirmableFrom` on. Without it the limit stays as it is.
         */
        post: operations["confirmLimitChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the limits as they are, or decide to have no deposit limit. A repeat on one day changes nothing.
         * @description Before the first deposit: the player wants no deposit limit. Later: the player looked at the limits and keeps them, and is reminded six months after. No limit changes.
         */
        post: operations["reviewLimits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the player is.
         * @description The ETag is the version of the profile: send it in If-Match to change the profile.
         */
        get: operations["readProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the home address.
         * @description Name and date of birth are evidence and stay as they were checked.
         */
        patch: operations["updateProfile"];
        trace?: never;
    };
    "/v1/me/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened on the account, newest first.
         * @description Follow `next` for older rows.
         */
        get: operations["listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settings and consents of a player.
         * @description Consents are false until the player gives them.
         */
        get: operations["readSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings and consents.
         * @description Members that are left out stay as they are.
         */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/v1/me/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have age and identity checked by the bureau. Repeating it after a pass changes nothing.
         * @description Only a player whose check passed may deposit and play.
         */
        post: operations["verifyPlayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to a player, newest first, and how many are unread.
         * @description What we wrote to the player, also by e-mail. Follow `next` for older rows; new ones come on the stream as `message`.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that the player has read a message; the first time counts.
         * @description The time of the first reading stays.
         */
        post: operations["markMessageRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Games and bonus programmes for the player, each with its reason.
         * @description Empty, with a reason, without consent to marketing, during a break or exclusion, with a limit used up, and whenever that cannot be found out. Show `why` beside each offer.
         */
        get: operations["listOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways to pay in and out.
         * @description With the smallest and the largest amount of each.
         */
        get: operations["listPaymentMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/protection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A player's restrictions and the decisions behind them.
         * @description What is in force and why, and every decision with who made it.
         */
        get: operations["readProtection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a player account; a code goes to the e-mail address.
         * @description The answer is the same whether or not the e-mail address has an account, so that nobody learns who plays here.
         */
        post: operations["registerPlayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the e-mail address of a registration; the account can sign in from then on.
         * @description The code is in the newest e-mail. The player signs in afterwards: POST /v1/sessions.
         */
        post: operations["confirmRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rounds of the player, newest first.
         * @description Follow `next` for older rows.
         */
        get: operations["listRounds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One round of the player.
         * @description A round that waits has `open`, on whatever device it is read. The history follows the settlement by moments: a round just played may not be found yet.
         */
        get: operations["readRound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a decision in an open round, with what it stakes in addition.
         * @description One of `open.actions` of the round, with the `open.step` at which it was seen. What it stakes in addition is staked at once; the last decision settles the round. A cash-out of crash counts from the moment in which it is received.
         */
        post: operations["takeAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a round was drawn from.
         * @description With it anybody derives the round again: `npm run verify-round`, or the rule in docs/fairness.md.
         */
        get: operations["readProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A settled round in words, derived again from its record.
         * @description What happened, in sentences, by the version of the game that was played; and whether its record still derives it.
         */
        get: operations["readRoundStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/self-exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exclude oneself from play and deposits, for six months to five years.
         * @description No play, no deposits, no marketing; every session is closed. Signing in again is possible, to withdraw and to read. It cannot be taken back.
         */
        post: operations["excludeSelf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/self-exclusions/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to play again after the time of a self-exclusion; it ends a day later.
         * @description After `until` of the exclusion. `endsAt` of the answer says when it ends.
         */
        post: operations["returnFromExclusion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a login session with e-mail and password.
         * @description Opens a login session. The access token lives for minutes, the refresh token renews it.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a login session; its tokens are refused from then on.
         * @description Ends the login session of the token that is sent; its tokens are refused from then on.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for new tokens; each is good once.
         * @description Each refresh token is good once; one used twice ends the whole login session.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/studio-games": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Studios' games on offer.
         * @description Open to all. The games of a studio that does not answer are left out until it does.
         */
        get: operations["listStudioGames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/studio-games/{id}/launches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a session of a studio's game; the sessions with studios opened before are ended.
         * @description Open `url` in the browser: the game is played there, with the balance of this account.
         */
        post: operations["launchStudioGame"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/studio-rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free rounds of studios' games that the player has left.
         * @description They are played on the studio’s page, stake nothing, and win cash.
         */
        get: operations["listOwnStudioRounds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/table-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session at a table as it stands: net position, time, when the reality check is due.
         * @description Net position and time as every answer to bets has them, for a page that was away. Also of a closed session.
         */
        get: operations["readTableSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/table-sessions/{id}/reality-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The player has seen how long they have played: bets are taken again, for another interval.
         * @description Once the interval of `PATCH /v1/me/settings` is over, no bet is taken (`reality_check_due`) until this is called: show how long the player has played and where they stand, and call it when they answer. Bets that are placed are settled meanwhile.
         */
        post: operations["acknowledgeTableCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tables and where their rounds are.
         * @description Open to all: a player may look before signing in.
         */
        get: operations["listTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tables/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One table: its round, its last results, its rules, and the bets of the player.
         * @description What happens next at the table is on the stream that is opened with `/v1/stream?table={id}`; its messages have a `revision`, of which the highest holds.
         */
        get: operations["readTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tables/{id}/bets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put bets into a table's round: in it when this is answered, or refused with the stake untouched.
         * @description The bets are in the round when this is answered, or refused with the stake untouched. Whoever got no answer repeats the request with the same key. A player may bet as often as the window and the limits allow.
         */
        post: operations["placeBets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tables/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a table for real money; the sessions at tables opened before are closed.
         * @description A player joins a table before the first bet. Joining again opens another session.
         */
        post: operations["openTableSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/time-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a break from play and deposits; it ends by itself and not before.
         * @description No play and no deposits until its end. Withdrawals stay open, and so does the session.
         */
        post: operations["takeTimeOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unsubscriptions/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back the consent to marketing by e-mail, by the link of a mail and without signing in.
         * @description Takes back the consent to marketing by e-mail, with the signed link of an offer mail and without signing in. A mail program sends `List-Unsubscribe=One-Click` (RFC 8058); what the body says does not matter.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Balances of a player.
         * @description For changes as they happen open the WebSocket /v1/stream instead of asking again.
         */
        get: operations["readWallet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statement of an account for a period: balances before and after, sums by kind, lines.
         * @description `opening` and all `sums` give `closing`, to the penny. `kind` filters the lines alone. Follow `next` for older lines.
         */
        get: operations["readStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ledger transactions of a player, newest first.
         * @description Every change of the account with its cause. Follow `next` for older rows.
         */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Withdrawals of the player, newest first.
         * @description Follow `next` for older rows.
         */
        get: operations["listWithdrawals"];
        put?: never;
        /**
         * Request a payout; the money leaves the playable balance at once.
         * @description The money leaves the playable balance before this is answered and cannot be called back.
         */
        post: operations["createWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/withdrawals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One withdrawal of the player.
         * @description Where the withdrawal stands.
         */
        get: operations["readWithdrawal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{psp}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store and apply a signed message of a payment provider.
         * @description The body is taken as it is, byte by byte, up to 64 KiB of any content type: the signature in `croupier-signature` is over the raw bytes. The same event may be sent again.
         */
        post: operations["receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountBalances: {
            /** @description Bonus money. */
            bonus: components["schemas"]["MoneyAmount"];
            /** @description Playable cash. */
            cash: components["schemas"]["MoneyAmount"];
            /** @description Stakes of unsettled rounds. */
            inPlay: components["schemas"]["MoneyAmount"];
            /** @description Version of the account at that moment; 0 before its first transaction. */
            version: number;
            /** @description Requested withdrawals not yet paid. */
            withdrawing: components["schemas"]["MoneyAmount"];
        };
        Activity: {
            /**
             * Format: date-time
             * @description When.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /**
             * @description The facts of it: amounts, ids.
             * @example {
             *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68"
             *     }
             */
            facts: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description The activity.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            id: string;
            /**
             * @description What happened.
             * @example round.settled
             */
            kind: string;
        };
        ActivityPage: {
            /** @description Newest first. */
            data: components["schemas"]["Activity"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
        };
        AllowedAction: {
            /**
             * @description What may be done.
             * @example double
             */
            kind: string;
            /** @description What it stakes in addition; zero for most, and of `bet` what its bets come to. */
            stake: components["schemas"]["MoneyAmount"];
        };
        Award: {
            /**
             * Format: uuid
             * @description The award.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            awardId: string;
            /** @description Bonus money given. */
            bonus: components["schemas"]["MoneyAmount"];
            /**
             * Format: date-time
             * @description When the player opted in.
             * @example 2026-11-23T21:03:00.000Z
             */
            claimedAt: string;
            /** @description Bonus money that became cash. */
            converted?: components["schemas"]["MoneyAmount"];
            /**
             * @description Days until then by the clock of the house, a part of one counted whole; absent once it is over.
             * @example 12
             */
            daysLeft?: number;
            /** @description Weight of games that are not listed, in basis points. */
            defaultWeightBasisPoints: number;
            /** @description Of a deposit match that waits for its deposit. */
            depositMatch?: components["schemas"]["DepositMatch"];
            /**
             * Format: date-time
             * @description When it was over.
             * @example 2026-11-23T21:03:00.000Z
             */
            endedAt?: string;
            /**
             * @description Why it ended: player (given up), expired, restricted (limits or exclusion), used_up (no bonus money left), staff, no_deposit (none in time), not_granted.
             * @enum {string}
             */
            endReason?: "player" | "expired" | "restricted" | "used_up" | "staff" | "no_deposit" | "not_granted";
            /**
             * Format: date-time
             * @description Deposit by then, while it is claimed; finish by then, once it is active.
             * @example 2026-11-23T21:03:00.000Z
             */
            expiresAt: string;
            /**
             * @description What is left and why, in a sentence or two.
             * @example Wager 12.50 GBP more to turn the bonus into cash.
             */
            explanation: string;
            /** @description Bonus money that went back to the house. */
            forfeited?: components["schemas"]["MoneyAmount"];
            /** @description Of free rounds. */
            freeRounds?: components["schemas"]["AwardFreeRounds"];
            /** @description What the rounds of each game counted. */
            games: components["schemas"]["GameProgress"][];
            /** @description Games with a weight of their own. */
            gameWeights: components["schemas"]["GameWeight"][];
            /**
             * @description What it gives.
             * @example deposit_match
             * @enum {string}
             */
            kind: "deposit_match" | "free_rounds";
            /** @description Kinds of games with a weight. */
            kindWeights?: components["schemas"]["KindWeight"][];
            /** @description Largest stake of a round that uses bonus money. */
            maximumStake: components["schemas"]["PositiveAmount"];
            /**
             * @description The programme.
             * @example opening-night
             */
            programmeId: string;
            /** @description What is left to wager. */
            remaining: components["schemas"]["MoneyAmount"];
            /** @description What has to be wagered in all, as counted. */
            required: components["schemas"]["MoneyAmount"];
            /**
             * @description claimed (waits for the deposit), granting, active, completing, ending; or over: completed (the bonus became cash), ended.
             * @example active
             * @enum {string}
             */
            status: "claimed" | "granting" | "active" | "completing" | "ending" | "completed" | "ended";
            /** @description The significant terms that hold for it. */
            terms: components["schemas"]["SignificantTerm"][];
            /** @description Name of its programme. */
            title: string;
            /**
             * @description Its version.
             * @example 1
             */
            version: number;
            /** @description What counts so far, never above what is required. */
            wagered: components["schemas"]["MoneyAmount"];
        };
        AwardFreeRounds: {
            /**
             * @description The game they are played in.
             * @example lamplight-ledger
             */
            gameId: string;
            /** @description Not yet played. */
            left: number;
            /**
             * @description How many.
             * @example 20
             */
            rounds: number;
            /** @description Stake of each, paid by the house. */
            stake: components["schemas"]["PositiveAmount"];
            /** @description Won with them so far: bonus money. */
            winnings: components["schemas"]["MoneyAmount"];
        };
        AwardNews: {
            /**
             * Format: uuid
             * @description The award.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            awardId: string;
            /**
             * @description What happened.
             * @enum {string}
             */
            happened: "granted" | "expiring" | "completed" | "ended";
            /**
             * @description What it gives.
             * @example deposit_match
             * @enum {string}
             */
            kind: "deposit_match" | "free_rounds";
            /**
             * @description The programme.
             * @example opening-night
             */
            programmeId: string;
            /**
             * @description Its version.
             * @example 1
             */
            version: number;
        };
        BalanceMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description The wallet after the change. */
            data: components["schemas"]["WalletView"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "balance";
        };
        BetReturn: {
            /**
             * @description The bet.
             * @example banker
             */
            bet: string;
            /**
             * @description What the house keeps, exactly.
             * @example 1/37
             */
            edge: string;
            /**
             * @description Return to player, rounded to 8 digits.
             * @example 0.98942094
             */
            ratio: string;
        };
        BetsReceipt: {
            /** @description Playable cash after it. */
            balance: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The bets of one request; the stake in the ledger has this id.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            betId: string;
            /** @description On the spots of the layout. */
            bets: components["schemas"]["RouletteStake"][];
            /** @description Bonus money after it. */
            bonus: components["schemas"]["MoneyAmount"];
            /**
             * @description How long the session at the table had lasted, in ms (RTS 13C).
             * @example 3725000
             */
            elapsedMs?: number;
            /** @description What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's. */
            netPosition?: components["schemas"]["SignedAmount"];
            /**
             * Format: date-time
             * @description When they were taken into the round.
             * @example 2026-11-23T21:03:00.000Z
             */
            placedAt: string;
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /** @description What was staked. */
            stake: components["schemas"]["PositiveAmount"];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
            /**
             * @description Version of the account after it.
             * @example 42
             */
            version: number;
        };
        BonusMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description What became of a bonus of the player. */
            data: components["schemas"]["AwardNews"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "bonus";
        };
        BonusOverview: {
            /** @description What the player can opt in to. */
            available: components["schemas"]["EligibleProgramme"][];
            /** @description Own awards, newest first; at most 50. */
            awards: components["schemas"]["Award"][];
            /** @description False while it cannot be found out what may be offered: then nothing is. */
            offersKnown: boolean;
        };
        ClientSeedBody: {
            /**
             * @description The player's seed: printable ASCII, chosen after the server's hash was seen.
             * @example seven owls
             */
            clientSeed: string;
        };
        ConfirmedRegistration: {
            /**
             * Format: uuid
             * @description The new player.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            playerId: string;
        };
        ConfirmRegistrationBody: {
            /**
             * @description The code from the e-mail.
             * @example 428571
             */
            code: string;
        };
        CreateDepositBody: {
            /** @description How much. */
            amount: components["schemas"]["PositiveAmount"];
            /**
             * @description How.
             * @example card
             * @enum {string}
             */
            method: "card" | "bank";
            /**
             * @description Where the hosted page sends the player afterwards; http or https.
             * @example https://lobby.example.org/cashier
             */
            returnUrl?: string;
        };
        CreateWithdrawalBody: {
            /** @description How much. */
            amount: components["schemas"]["PositiveAmount"];
            /**
             * @description To where.
             * @example bank
             * @enum {string}
             */
            method: "card" | "bank";
        };
        Deposit: {
            /** @description How much. */
            amount: components["schemas"]["PositiveAmount"];
            /**
             * Format: date-time
             * @description When it was started.
             * @example 2026-11-23T21:03:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The deposit.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            depositId: string;
            /**
             * @description Why it failed.
             * @example card_declined
             */
            failureReason?: string;
            /**
             * @description How.
             * @example card
             * @enum {string}
             */
            method: "card" | "bank";
            /**
             * @description The provider's hosted page: send the player there.
             * @example http://127.0.0.1:4100/psp/pay/01a2
             */
            redirectUrl?: string;
            /**
             * @description created, pending (the player is at the provider), captured (paid, credit under way), credited; or failed, expired, in_review.
             * @example pending
             * @enum {string}
             */
            status: "created" | "pending" | "captured" | "credited" | "failed" | "expired" | "in_review";
        };
        DepositMatch: {
            /** @description Days from opting in in which the deposit must arrive. */
            depositWithinDays: number;
            /** @description Largest bonus. */
            maximumBonus: components["schemas"]["PositiveAmount"];
            /** @description Smallest deposit that earns it. */
            minimumDeposit: components["schemas"]["PositiveAmount"];
            /**
             * @description Bonus in hundredths of a percent of the deposit: 10000 doubles it.
             * @example 5000
             */
            percentageBasisPoints: number;
        };
        DepositPage: {
            /** @description Newest first. */
            data: components["schemas"]["Deposit"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
        };
        EligibleProgramme: {
            /**
             * @description Weight of games that are not listed, in basis points.
             * @example 10000
             */
            defaultWeightBasisPoints: number;
            /** @description Of a deposit match. */
            depositMatch?: components["schemas"]["DepositMatch"];
            /**
             * Format: date-time
             * @description Moment from which nobody can opt in any more, where it is known.
             * @example 2026-11-23T21:03:00.000Z
             */
            endsAt?: string;
            /**
             * @description Days from the award to its expiry.
             * @example 14
             */
            expiresAfterDays: number;
            /** @description Of free rounds. */
            freeRounds?: components["schemas"]["FreeRoundsOffer"];
            /** @description Games with a weight of their own. */
            gameWeights: components["schemas"]["GameWeight"][];
            /**
             * @description What it gives.
             * @example deposit_match
             * @enum {string}
             */
            kind: "deposit_match" | "free_rounds";
            /** @description Kinds of games with a weight. */
            kindWeights?: components["schemas"]["KindWeight"][];
            /** @description Largest stake of a round that uses bonus money. */
            maximumStake: components["schemas"]["PositiveAmount"];
            /**
             * @description The programme.
             * @example opening-night
             */
            programmeId: string;
            /** @description What the player gets and must do. */
            summary: string;
            /** @description The significant terms; show them next to the offer. */
            terms: components["schemas"]["SignificantTerm"][];
            /**
             * @description Its name.
             * @example Opening Night
             */
            title: string;
            /**
             * @description Its version.
             * @example 1
             */
            version: number;
            /**
             * @description Wagering requirement in hundredths: 500 is 5 times.
             * @example 500
             */
            wageringHundredths: number;
        };
        ExcludeSelfBody: {
            /**
             * @description How long at least, in months.
             * @example 6
             */
            months: number;
            /**
             * @description True: the player understands that this cannot be taken back, closes all sessions and lasts until they ask to return.
             * @example true
             */
            understood: boolean;
        };
        FallenJackpot: {
            /** @description What was paid. */
            amount: components["schemas"]["PositiveAmount"];
            /**
             * @description The cycle that ended.
             * @example 1
             */
            cycle: number;
            /**
             * Format: date-time
             * @description When.
             * @example 2026-11-23T21:03:00.000Z
             */
            fellAt: string;
            /**
             * @description Of one that fell at a hidden amount: what that was drawn from, whose SHA-256 had been shown before.
             * @example 5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
             */
            secret?: string;
        };
        FreeRoundsOffer: {
            /**
             * @description The game they are played in.
             * @example lamplight-ledger
             */
            gameId: string;
            /**
             * @description How many.
             * @example 20
             */
            rounds: number;
            /** @description Stake of each, paid by the house. */
            stake: components["schemas"]["PositiveAmount"];
        };
        GameChange: {
            /**
             * @description Version that was played before.
             * @example 1.0.0
             */
            previousVersion: string;
            /**
             * Format: date-time
             * @description Since when the present version is played.
             * @example 2026-11-23T21:03:00.000Z
             */
            since: string;
            /**
             * @description What changed.
             * @example The Lamp pays 60 instead of 50.
             */
            whatChanges: string;
        };
        GameDetail: {
            /** @description Roulette: every bet of the layout with its limits and its exact edge. */
            bets?: components["schemas"]["RouletteOffer"][];
            /** @description The last change; left out if there was none. */
            change?: components["schemas"]["GameChange"];
            /** @description The definition itself: reels, lines, symbols and pay table, or what a table pays and its limits. */
            definition: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the definition that is played. */
            definitionHash: string;
            /**
             * @description Whether a verified player can try it for play money.
             * @example true
             */
            demo?: boolean;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * @description The engine.
             * @example slot
             * @enum {string}
             */
            kind: "slot" | "roulette" | "baccarat" | "dice" | "keno" | "sic-bo" | "video-poker" | "blackjack" | "three-card-poker" | "casino-war" | "craps" | "crash";
            /**
             * @description Shortest time between two starts, in ms (RTS 14D).
             * @example 2500
             */
            minimumCycleMs: number;
            /**
             * @description Its name.
             * @example Midnight Croupier
             */
            name: string;
            /**
             * Format: date-time
             * @description Since when it is closed: no round begins until it is opened again. Left out while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            offlineSince?: string;
            /** @description Tables: what each bet exactly returns. */
            returns?: components["schemas"]["BetReturn"][];
            /** @description Theoretical return to player. */
            returnToPlayer: components["schemas"]["ReturnToPlayer"];
            /** @description The rules as shown to the player. */
            rules: components["schemas"]["RulesSection"][];
            /** @description Stakes on offer; at a table the chips, since its stake is the sum of the bets. */
            stakes: components["schemas"]["PositiveAmount"][];
            /**
             * @description Version of the definition.
             * @example 1.0.0
             */
            version: string;
        };
        GameList: {
            /** @description The catalogue. */
            data: components["schemas"]["GameSummary"][];
        };
        GameMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description A game that was opened, closed, or is played by another version from now on. */
            data: components["schemas"]["GameNews"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "game";
        };
        GameNews: {
            /**
             * @description Its definition.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            definitionHash: string;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * @description Its name.
             * @example Lamplight Ledger
             */
            name: string;
            /**
             * @description The version that is live now.
             * @example 1.1.0
             */
            version: string;
            /**
             * @description What happened.
             * @example released
             * @enum {string}
             */
            what: "online" | "offline" | "released";
            /** @description Of a new version: what changes. */
            whatChanges?: string;
        };
        GameProgress: {
            /** @description How much of it counts. */
            counted: components["schemas"]["MoneyAmount"];
            /** @description The game or table. */
            gameId: string;
            /** @description Settled rounds. */
            rounds: number;
            /** @description Staked in them. */
            staked: components["schemas"]["MoneyAmount"];
            /** @description Weight of the game in basis points: 10000 counts whole. */
            weightBasisPoints: number;
        };
        GameSession: {
            /**
             * Format: date-time
             * @description When it was closed; absent while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            closedAt?: string;
            /**
             * @description How long it has lasted, in ms (RTS 13C).
             * @example 3725000
             */
            elapsedMs?: number;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /**
             * @description Shortest time between two starts, in ms (RTS 14D).
             * @example 2500
             */
            minimumCycleMs: number;
            /**
             * @description `demo` if it is for play money; for money where it is left out.
             * @example real
             * @enum {string}
             */
            mode?: "real" | "demo";
            /** @description What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's. */
            netPosition?: components["schemas"]["SignedAmount"];
            /**
             * Format: date-time
             * @description Earliest start of the next round, on the player's clock; absent before the player's first.
             * @example 2026-11-23T21:03:00.000Z
             */
            nextRoundAt?: string;
            /**
             * Format: date-time
             * @description When it was opened.
             * @example 2026-11-23T21:03:00.000Z
             */
            openedAt: string;
            /**
             * Format: uuid
             * @description A round of this game that waits for the player: the session it was dealt in goes on.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            openRoundId?: string;
            /** @description Of a demo: the play money there is to begin with. It is worth nothing. */
            playMoney?: components["schemas"]["MoneyAmount"];
            /**
             * Format: date-time
             * @description From then on no round begins until the reality check is acknowledged (RTS 13B); may be past, where the game before was left unacknowledged.
             * @example 2026-11-23T21:03:00.000Z
             */
            realityCheckAt?: string;
            /** @description What its rounds are drawn from. */
            seeds?: components["schemas"]["SeedPair"];
            /** @description Largest stake of one round: in a slot by law (SI 2025/215), else as the game has it. */
            stakeCap: components["schemas"]["PositiveAmount"];
        };
        GameSummary: {
            /**
             * @description Whether a verified player can try it for play money.
             * @example true
             */
            demo?: boolean;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * @description The engine.
             * @example slot
             * @enum {string}
             */
            kind: "slot" | "roulette" | "baccarat" | "dice" | "keno" | "sic-bo" | "video-poker" | "blackjack" | "three-card-poker" | "casino-war" | "craps" | "crash";
            /**
             * @description Its name.
             * @example Midnight Croupier
             */
            name: string;
            /**
             * Format: date-time
             * @description Since when it is closed: no round begins until it is opened again. Left out while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            offlineSince?: string;
            /** @description Theoretical return to player. */
            returnToPlayer: components["schemas"]["ReturnToPlayer"];
        };
        GameWeight: {
            /** @description Hundredths of a percent of the stake: 10000 is all of it. */
            basisPoints: number;
            /**
             * @description The game or table.
             * @example lamplight-ledger
             */
            gameId: string;
        };
        HelloMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description The wallet as it is now. */
            data: components["schemas"]["WalletView"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "hello";
        };
        Jackpot: {
            /**
             * @description SHA-256 of what the hidden amount of this cycle is drawn from.
             * @example 5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
             */
            commitment?: string;
            /**
             * @description How often it was begun.
             * @example 2
             */
            cycle: number;
            /** @description Its last falls, newest first. */
            falls: components["schemas"]["FallenJackpot"][];
            /** @description Ids of the games that play for it. */
            games: string[];
            /**
             * @description The jackpot.
             * @example three-lights
             */
            jackpotId: string;
            /** @description It falls at this amount at the latest. */
            mustDropBy?: components["schemas"]["PositiveAmount"];
            /**
             * @description Its name.
             * @example Three Lights
             */
            name: string;
            /** @description With what it is begun. */
            seed: components["schemas"]["PositiveAmount"];
            /**
             * @description closed: it is not played for any more.
             * @example open
             * @enum {string}
             */
            state: "open" | "closed";
            /** @description What is in it, at most a few seconds ago. */
            value: components["schemas"]["MoneyAmount"];
        };
        JackpotList: {
            /** @description By id. */
            data: components["schemas"]["Jackpot"][];
        };
        JackpotMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description A jackpot that has changed; each is told every other second at most. */
            data: components["schemas"]["JackpotNews"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "jackpot";
        };
        JackpotNews: {
            /**
             * @description SHA-256 of what the hidden amount of this cycle is drawn from.
             * @example 5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
             */
            commitment?: string;
            /**
             * @description How often it was begun.
             * @example 2
             */
            cycle: number;
            /**
             * @description The jackpot.
             * @example three-lights
             */
            jackpotId: string;
            /** @description It falls at this amount at the latest. */
            mustDropBy?: components["schemas"]["PositiveAmount"];
            /**
             * @description Its name.
             * @example Three Lights
             */
            name: string;
            /** @description With what it is begun. */
            seed: components["schemas"]["PositiveAmount"];
            /**
             * @description closed: it is not played for any more.
             * @example open
             * @enum {string}
             */
            state: "open" | "closed";
            /** @description What is in it, at most a few seconds ago. */
            value: components["schemas"]["MoneyAmount"];
        };
        KindSum: {
            /** @description Change of the bonus money. */
            bonus: components["schemas"]["SignedAmount"];
            /** @description Change of the playable cash. */
            cash: components["schemas"]["SignedAmount"];
            /**
             * @description How many.
             * @example 12
             */
            count: number;
            /** @description Change of the stakes in unsettled rounds. */
            inPlay: components["schemas"]["SignedAmount"];
            /**
             * @description The kind.
             * @example round
             * @enum {string}
             */
            kind: "deposit" | "round" | "free_round" | "stake" | "settlement" | "payout" | "void" | "rollback" | "promo_win" | "jackpot_win" | "adjustment" | "reversal" | "round_correction" | "transfer" | "jackpot_transfer" | "bonus_grant" | "free_rounds_grant" | "bonus_conversion" | "bonus_forfeit" | "withdrawal_hold" | "withdrawal_commit" | "withdrawal_release";
            /** @description Change of the requested withdrawals not yet paid. */
            withdrawing: components["schemas"]["SignedAmount"];
        };
        KindTotal: {
            /** @description All chips together. */
            amount: components["schemas"]["MoneyAmount"];
            /**
             * @description How many spots hold chips of a player.
             * @example 12
             */
            bets: number;
            /**
             * @description The bet.
             * @example split
             * @enum {string}
             */
            kind: "straight" | "split" | "street" | "trio" | "corner" | "first-four" | "five-number" | "six-line" | "column" | "dozen" | "red" | "black" | "odd" | "even" | "low" | "high";
        };
        KindWeight: {
            /** @description Hundredths of a percent of the stake: 10000 is all of it. */
            basisPoints: number;
            /**
             * @description Kind of game.
             * @example live_roulette
             * @enum {string}
             */
            kind: "slot" | "roulette" | "baccarat" | "dice" | "keno" | "sic-bo" | "video-poker" | "blackjack" | "three-card-poker" | "casino-war" | "craps" | "crash" | "live_roulette";
        };
        MessagePage: {
            /** @description Newest first. */
            data: components["schemas"]["PlayerMessage"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
            /**
             * @description How many of all messages are not read yet.
             * @example 2
             */
            unread: number;
        };
        MoneyAmount: {
            /**
             * @description Minor units: pence for GBP. Always a whole number.
             * @example 1250
             */
            amount: number;
            /**
             * @description ISO 4217 code.
             * @example GBP
             * @enum {string}
             */
            currency: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
        };
        NewMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description What we wrote to the player. */
            data: components["schemas"]["PlayerMessage"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "message";
        };
        Offer: {
            /** @description The figures behind the reason. */
            figures: {
                [key: string]: unknown;
            };
            /**
             * @description A game of the catalogue, or a bonus programme.
             * @example game
             * @enum {string}
             */
            kind: "game" | "programme";
            /**
             * @description The game or the programme.
             * @example lamplight-ledger
             */
            reference: string;
            /**
             * @description Its name.
             * @example Lamplight Ledger
             */
            title: string;
            /**
             * @description Why it is shown to this player.
             * @example You played 42 rounds of it in the last 30 days.
             */
            why: string;
        };
        OfferList: {
            /**
             * @description The reason in a sentence.
             * @example You have not agreed to marketing.
             */
            explanation?: string;
            /** @description Best first. Empty with a reason. */
            offers: components["schemas"]["Offer"][];
            /**
             * @description Why there is none.
             * @example no_consent
             * @enum {string}
             */
            reason?: "no_consent" | "contact_refused" | "limit_reached" | "segment_withholds" | "check_unavailable" | "nothing_fits";
            /**
             * Format: uuid
             * @description The receipt kept of this answer.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            receiptId: string;
            /**
             * @description Version of the rules that ranked them.
             * @example 2026-11.1
             */
            rulesVersion: string;
        };
        OpenRound: {
            /** @description What may be done now. */
            actions: components["schemas"]["AllowedAction"][];
            /**
             * Format: date-time
             * @description From then on the rules decide for the player, on the player's clock. A round that runs on by itself (crash) has ended by then at the latest, and may end long before.
             * @example 2026-11-23T21:03:00.000Z
             */
            decideBy: string;
            /**
             * @description How many decisions were taken; an action names it, so that it is about what was seen.
             * @example 0
             */
            step: number;
        };
        OwnPart: {
            /**
             * @description How long the session had lasted, in ms (RTS 13C).
             * @example 3725000
             */
            elapsedMs: number;
            /**
             * Format: uuid
             * @description The player's session at the table.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /**
             * @description How it ended.
             * @example settled
             * @enum {string}
             */
            how: "settled" | "voided";
            /** @description What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's. */
            netPosition?: components["schemas"]["SignedAmount"];
            /**
             * @description Number of the round at this table.
             * @example 42
             */
            number: number;
            /** @description What came back, stakes included; of a void round the stakes. */
            payout: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * Format: date-time
             * @description When it was recorded.
             * @example 2026-11-23T21:03:00.000Z
             */
            settledAt: string;
            /** @description All bets together. */
            stake: components["schemas"]["MoneyAmount"];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        OwnStudioRounds: {
            /**
             * Format: date-time
             * @description They can be played until then.
             * @example 2026-11-23T21:03:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description What the studio names in each of the rounds: ours, and never used for two things.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            freeRoundsId: string;
            /**
             * @description The game.
             * @example sandbox-studio.tide-coin
             */
            gameId: string;
            /**
             * @description How many are left.
             * @example 7
             */
            left: number;
        };
        OwnStudioRoundsList: {
            /** @description Up to 100, what lapses first before the others. */
            data: components["schemas"]["OwnStudioRounds"][];
        };
        PastResult: {
            /**
             * @description Its colour.
             * @example black
             * @enum {string}
             */
            colour: "green" | "red" | "black";
            /**
             * @description Number of the round.
             * @example 41
             */
            number: number;
            /**
             * @description The pocket; 37 is the double zero.
             * @example 17
             */
            pocket: number;
        };
        PaymentMethod: {
            /**
             * @description Names the method in deposits and withdrawals.
             * @example card
             * @enum {string}
             */
            id: "card" | "bank";
            /** @description Largest amount. */
            maximum: components["schemas"]["PositiveAmount"];
            /** @description Smallest amount. */
            minimum: components["schemas"]["PositiveAmount"];
            /**
             * @description For the player to read.
             * @example Debit card
             */
            name: string;
        };
        PaymentMethodList: {
            /** @description Methods the player may use. */
            data: components["schemas"]["PaymentMethod"][];
        };
        PendingLimitChange: {
            /** @description The limit it would be. Left out if the limit would be removed. */
            amount?: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The change, to confirm or withdraw.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            changeId: string;
            /**
             * Format: date-time
             * @description From when on the player can confirm it.
             * @example 2026-11-23T21:03:00.000Z
             */
            confirmableFrom: string;
            /**
             * Format: date-time
             * @description When the player asked for it.
             * @example 2026-11-23T21:03:00.000Z
             */
            requestedAt: string;
        };
        PeriodSpending: {
            /** @description Gross deposits, those asked for but not yet paid included. */
            deposited: components["schemas"]["MoneyAmount"];
            /** @description Payouts less stakes. */
            netPosition: components["schemas"]["SignedAmount"];
            /** @description Payouts of the rounds started in it. */
            paidOut: components["schemas"]["MoneyAmount"];
            /**
             * @description The calendar period.
             * @example day
             * @enum {string}
             */
            period: "day" | "week" | "month";
            /** @description Stakes, those in play included. */
            staked: components["schemas"]["MoneyAmount"];
        };
        PlaceBetsBody: {
            /** @description The bets; more may follow while bets are open. */
            bets: components["schemas"]["RouletteStake"][];
            /**
             * Format: uuid
             * @description Only in this round: refused with `bets_closed` if the table is in another.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId?: string;
            /** @description What the player risks: the sum of the bets. */
            stake: components["schemas"]["PositiveAmount"];
        };
        PlacedBets: {
            /**
             * Format: uuid
             * @description The bets of one request; the stake in the ledger has this id.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            betId: string;
            /** @description On the spots of the layout. */
            bets: components["schemas"]["RouletteStake"][];
            /**
             * Format: date-time
             * @description When they were taken into the round.
             * @example 2026-11-23T21:03:00.000Z
             */
            placedAt: string;
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /** @description What was staked. */
            stake: components["schemas"]["PositiveAmount"];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        PlayedRound: {
            /** @description Playable cash after what was staked or paid last. */
            balance: components["schemas"]["MoneyAmount"];
            /** @description Bonus money after it. */
            bonus: components["schemas"]["MoneyAmount"];
            /** @description True: played as a demo. Stake, payout and balance are play money, worth nothing; the round is in no history. */
            demo?: boolean;
            /**
             * @description How long the game session had lasted then, in ms (RTS 13C).
             * @example 3725000
             */
            elapsedMs?: number;
            /** @description True if the house staked it: a free round. */
            freeRound?: boolean;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /** @description What it won of a progressive jackpot, beside its payout; absent if it won none. */
            jackpotWin?: components["schemas"]["PositiveAmount"];
            /** @description What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's. */
            netPosition?: components["schemas"]["SignedAmount"];
            /** @description Payout less stake; zero if the round is void. */
            netWin: components["schemas"]["SignedAmount"];
            /**
             * Format: date-time
             * @description Earliest start of the next round, on the player's clock.
             * @example 2026-11-23T21:03:00.000Z
             */
            nextRoundAt: string;
            /** @description What the player may do, in a round with decisions until it ends; its payout is not known yet. */
            open?: components["schemas"]["OpenRound"];
            /** @description What was drawn: stops, windows, line wins, free spins; or the pocket, the cards or the number drawn, and what each bet returned. `jackpot` and `pot`: what was drawn for a progressive jackpot, and what was recorded of it. */
            outcome: {
                [key: string]: unknown;
            };
            /** @description What came back, stake included. */
            payout: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * Format: date-time
             * @description When it was settled; while it is open, when the last decision was taken.
             * @example 2026-11-23T21:03:00.000Z
             */
            settledAt: string;
            /** @description What was risked. */
            stake: components["schemas"]["MoneyAmount"];
            /**
             * @description Version of the account after it.
             * @example 42
             */
            version: number;
            /** @description That the round is void, and why; absent if it stands. */
            voided?: components["schemas"]["RoundVoiding"];
        };
        PlayerLimit: {
            /** @description The most that may be spent; zero forbids it. */
            amount: components["schemas"]["MoneyAmount"];
            /**
             * @description What is limited: gross deposits, stakes, or losses (stakes less payouts of the rounds started in the period).
             * @example loss
             * @enum {string}
             */
            kind: "deposit" | "loss" | "stake";
            /** @description A change that waits, if there is one. */
            pending?: components["schemas"]["PendingLimitChange"];
            /**
             * @description The calendar period.
             * @example day
             * @enum {string}
             */
            period: "day" | "week" | "month";
            /** @description Left in the present period. */
            remaining: components["schemas"]["MoneyAmount"];
            /**
             * Format: date-time
             * @description When the next period starts.
             * @example 2026-11-23T21:03:00.000Z
             */
            resetsAt?: string;
            /** @description Used in the present period. */
            used: components["schemas"]["MoneyAmount"];
        };
        PlayerLimits: {
            /**
             * @description Whether the player has set a deposit limit or decided to have none. While it is `open`, no deposit is taken.
             * @example answered
             * @enum {string}
             */
            depositPrompt?: "open" | "answered";
            /** @description Limits in force: per kind and period at most one. */
            limits: components["schemas"]["PlayerLimit"][];
            /** @description Day, week and month with the net position. */
            periods: components["schemas"]["PeriodSpending"][];
            /**
             * Format: date-time
             * @description When the player is asked to look at their limits again: six months after they last did. Left out while `depositPrompt` is `open`.
             * @example 2026-11-23T21:03:00.000Z
             */
            reviewDueAt?: string;
            /**
             * @description True from `reviewDueAt` on, by the player's clock. It is shown to the player and stops nothing.
             * @example false
             */
            reviewOverdue?: boolean;
            /**
             * @description Grows with each change and each review; the ETag.
             * @example 3
             */
            version: number;
        };
        PlayerMessage: {
            /**
             * Format: date-time
             * @description Since when the player can read it.
             * @example 2026-11-23T21:03:00.000Z
             */
            createdAt: string;
            /**
             * @description What it is about.
             * @example deposit.credited
             */
            kind: string;
            /**
             * Format: uuid
             * @description The message.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            messageId: string;
            /**
             * @description `service` tells of the account; `marketing` goes only to players who agreed to it.
             * @example service
             * @enum {string}
             */
            purpose: "service" | "marketing";
            /**
             * Format: date-time
             * @description When the player marked it as read.
             * @example 2026-11-23T21:03:00.000Z
             */
            readAt?: string;
            /**
             * @description Plain text; an empty line parts paragraphs.
             * @example £20.00 was added to your balance, which is now £45.50.
             */
            text: string;
            /**
             * @description One line.
             * @example Your deposit has arrived
             */
            title: string;
        };
        PlayerProfile: {
            /** @description Home address. */
            address: components["schemas"]["PostalAddress"];
            /**
             * Format: date
             * @description Date of birth.
             * @example 1990-04-12
             */
            dateOfBirth: string;
            /**
             * Format: email
             * @description E-mail address.
             * @example ada@example.org
             */
            email: string;
            /**
             * @description Family name.
             * @example Byron
             */
            familyName: string;
            /**
             * @description Given name.
             * @example Ada
             */
            givenName: string;
            /**
             * Format: uuid
             * @description The player.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            playerId: string;
            /** @description Age and identity check. */
            verification: components["schemas"]["Verification"];
            /**
             * @description Grows with each change; the ETag.
             * @example 3
             */
            version: number;
        };
        PlayerSettings: {
            /**
             * @description Consent to marketing by e-mail. False until the player says yes.
             * @example false
             */
            marketingByEmail: boolean;
            /**
             * @description Consent to marketing by text message. False until the player says yes.
             * @example false
             */
            marketingBySms: boolean;
            /**
             * @description Minutes of play between two reality checks.
             * @example 60
             */
            realityCheckMinutes: number;
        };
        PlayRoundBody: {
            /**
             * Format: uuid
             * @description Play a free round of this award instead of staking; `stake` must be that of the award.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            awardId?: string;
            /** @description The bets, whose sum is the stake. Left out for a slot. */
            bets?: components["schemas"]["TableStake"][];
            /** @description What the player risks. */
            stake: components["schemas"]["PositiveAmount"];
        };
        PositiveAmount: {
            /**
             * @description Minor units: pence for GBP. A whole number, at least 1.
             * @example 1250
             */
            amount: number;
            /**
             * @description ISO 4217 code.
             * @example GBP
             * @enum {string}
             */
            currency: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
        };
        PostalAddress: {
            /**
             * @description Post town.
             * @example Bristol
             */
            city: string;
            /**
             * @description ISO 3166 code of the country.
             * @example GB
             * @enum {string}
             */
            country: "GB";
            /**
             * @description House and street.
             * @example 1 Quay Street
             */
            line1: string;
            /**
             * @description Flat, building.
             * @example Flat 2
             */
            line2?: string;
            /**
             * @description Postcode.
             * @example BS1 4AA
             */
            postcode: string;
        };
        /** @description A refusal (RFC 9457). Branch on `code`, never on a text. */
        Problem: {
            /** @description Stable name of the error. */
            code: string;
            /** @description What happened this time. */
            detail: string;
            /** @description Every member at fault. */
            errors?: {
                code: string;
                message: string;
                /** @description JSON pointer of the member, or the name of the header. */
                pointer: string;
            }[];
            /**
             * Format: uri-reference
             * @description The path that was asked.
             */
            instance: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description When to try again, in ms. */
            retryAfterMs?: number;
            /** @description The HTTP status. */
            status: number;
            /** @description What the code means. */
            title: string;
            /** @description Names this request in our logs. */
            traceId: string;
            /**
             * Format: uri-reference
             * @description Where the error is explained.
             */
            type: string;
        };
        Protection: {
            /** @description The last hundred decisions, newest first. */
            decisions: components["schemas"]["ProtectionDecision"][];
            /**
             * @description The wallet has confirmed everything that was decided: it is in force in the money path.
             * @example true
             */
            inForce: boolean;
            /**
             * @description May deposit now.
             * @example true
             */
            mayDeposit: boolean;
            /**
             * @description May stake now.
             * @example true
             */
            mayPlay: boolean;
            /** @description What is in force, newest first. */
            restrictions: components["schemas"]["Restriction"][];
        };
        ProtectionDecision: {
            /**
             * Format: date-time
             * @description When.
             * @example 2026-11-23T21:03:00.000Z
             */
            decidedAt: string;
            /**
             * @description Who decided.
             * @example player
             * @enum {string}
             */
            decidedBy: "player" | "staff" | "scheme" | "platform";
            /**
             * @description What was decided.
             * @example self_exclusion.placed
             */
            decision: string;
            /**
             * Format: uuid
             * @description The decision.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            decisionId: string;
            /** @description Why, in a sentence. */
            reason: string;
        };
        RealityCheck: {
            /**
             * @description How long the session has lasted, in ms.
             * @example 900000
             */
            elapsedMs: number;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /**
             * Format: date-time
             * @description When the next one is due, by the interval as the player has it now.
             * @example 2026-11-23T21:03:00.000Z
             */
            realityCheckAt?: string;
        };
        RefreshSession: {
            /**
             * @description The newest refresh token.
             * @example r1.Zk3…
             */
            refreshToken: string;
        };
        RegisterPlayer: {
            /** @description Home address. */
            address: components["schemas"]["PostalAddress"];
            /**
             * @description Currency of the account.
             * @example GBP
             * @enum {string}
             */
            currency: "GBP";
            /**
             * Format: date
             * @description Date of birth; 18 years or more ago.
             * @example 1990-04-12
             */
            dateOfBirth: string;
            /**
             * Format: email
             * @description Signs the player in and receives the confirmation code.
             * @example ada@example.org
             */
            email: string;
            /**
             * @description Family name as on the identity document.
             * @example Byron
             */
            familyName: string;
            /**
             * @description Given name as on the identity document.
             * @example Ada
             */
            givenName: string;
            /**
             * @description At least 10 characters.
             * @example correct horse battery
             */
            password: string;
        };
        RegistrationReceipt: {
            /**
             * @description What is to be done next.
             * @example confirm_email
             * @enum {string}
             */
            next: "confirm_email";
            /**
             * Format: uuid
             * @description The registration to confirm.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            registrationId: string;
        };
        RenewedSeeds: {
            /** @description What rounds are drawn from now. */
            current: components["schemas"]["SeedPair"];
            /** @description What they were drawn from before. */
            retired: components["schemas"]["RetiredSeed"];
        };
        ReRead: {
            /**
             * @description A version of the account was not told, or the broker was away for a while.
             * @enum {string}
             */
            reason: "gap" | "reconnected";
        };
        ReReadMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description Why. */
            data: components["schemas"]["ReRead"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "re-read";
        };
        Restriction: {
            /**
             * Format: date-time
             * @description Only after the player asked to return from a self-exclusion: when it ends.
             * @example 2026-11-23T21:03:00.000Z
             */
            endsAt?: string;
            /**
             * Format: date-time
             * @description Since when.
             * @example 2026-11-23T21:03:00.000Z
             */
            from: string;
            /**
             * @description Why the player may not play or deposit.
             * @example self_exclusion
             * @enum {string}
             */
            restriction: "time_out" | "self_exclusion" | "scheme_exclusion" | "staff_block";
            /**
             * Format: uuid
             * @description The restriction.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            restrictionId: string;
            /**
             * Format: date-time
             * @description When it ends; for a self-exclusion, the first moment the player may ask to return. Left out where no end is known.
             * @example 2026-11-23T21:03:00.000Z
             */
            until?: string;
        };
        RetiredSeed: {
            /**
             * Format: date-time
             * @description From then on the proofs of its rounds show the seed itself.
             * @example 2026-11-23T21:03:00.000Z
             */
            revealedFrom: string;
            /**
             * @description SHA-256 of the seed.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            serverSeedHash: string;
        };
        ReturnToPlayer: {
            /** @description How the figure was found (GLI-19 4.7.2). */
            basis: string;
            /** @description Denominator of the ratio, likewise. */
            denominator: string;
            /** @description Numerator of the ratio, exact unless `basis` says that it was reckoned in doubles. */
            numerator: string;
            /**
             * @description Ratio, rounded to 8 digits.
             * @example 0.95123456
             */
            ratio: string;
        };
        ReviewLimitsBody: {
            /**
             * @description True: the player looked at the limits and keeps them; without a deposit limit, wants none.
             * @example true
             */
            confirmed: boolean;
        };
        RouletteOffer: {
            /**
             * @description How many numbers it covers.
             * @example 2
             */
            covers: number;
            /**
             * @description What the house keeps of the bet on average, exactly.
             * @example 1/37
             */
            edge: string;
            /**
             * @description The bet.
             * @example split
             * @enum {string}
             */
            kind: "straight" | "split" | "street" | "trio" | "corner" | "first-four" | "five-number" | "six-line" | "column" | "dozen" | "red" | "black" | "odd" | "even" | "low" | "high";
            /** @description Largest bet on one spot. */
            maximum: components["schemas"]["PositiveAmount"];
            /** @description Smallest bet. */
            minimum: components["schemas"]["PositiveAmount"];
            /**
             * @description What it wins, to one.
             * @example 17
             */
            pays: number;
        };
        RouletteStake: {
            /**
             * @description Minor units, in the currency of the stake.
             * @example 100
             */
            amount: number;
            /**
             * @description The bet.
             * @example split
             * @enum {string}
             */
            kind: "straight" | "split" | "street" | "trio" | "corner" | "first-four" | "five-number" | "six-line" | "column" | "dozen" | "red" | "black" | "odd" | "even" | "low" | "high";
            /**
             * @description All numbers the bet covers, in any order; 37 is the double zero. May be left out where the kind has one spot: red, black, odd, even, low, high, first-four, five-number.
             * @example [
             *       17,
             *       20
             *     ]
             */
            numbers?: number[];
        };
        Round: {
            /** @description True: played as a demo. Stake, payout and balance are play money, worth nothing; the round is in no history. */
            demo?: boolean;
            /** @description True if the house staked it: a free round. */
            freeRound?: boolean;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /** @description What it won of a progressive jackpot, beside its payout; absent if it won none. */
            jackpotWin?: components["schemas"]["PositiveAmount"];
            /** @description Payout less stake; zero if the round is void. */
            netWin: components["schemas"]["SignedAmount"];
            /** @description What the player may do, in a round with decisions until it ends; its payout is not known yet. */
            open?: components["schemas"]["OpenRound"];
            /** @description What was drawn: stops, windows, line wins, free spins; or the pocket, the cards or the number drawn, and what each bet returned. `jackpot` and `pot`: what was drawn for a progressive jackpot, and what was recorded of it. */
            outcome: {
                [key: string]: unknown;
            };
            /** @description What came back, stake included. */
            payout: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * Format: date-time
             * @description When it was settled; while it is open, when the last decision was taken.
             * @example 2026-11-23T21:03:00.000Z
             */
            settledAt: string;
            /** @description What was risked. */
            stake: components["schemas"]["MoneyAmount"];
            /** @description That the round is void, and why; absent if it stands. */
            voided?: components["schemas"]["RoundVoiding"];
        };
        RoundAction: {
            /** @description Craps: the bets that are added, or the one that lies and is taken down, with all that lies there. */
            bets?: components["schemas"]["TableStake"][];
            /** @description True if the player did not come back and the rules decided. */
            byDefault?: boolean;
            /**
             * @description Crash: when the cash-out was received, in ms since `startedAt` of the outcome. The platform measures it; what a request says of it counts for nothing.
             * @example 3200
             */
            elapsedMs?: number;
            /**
             * @description What is done.
             * @example hit
             */
            kind: string;
            /**
             * @description Video poker: the cards that are held, counted from 0 on the left; the others are drawn anew.
             * @example [
             *       0,
             *       3
             *     ]
             */
            positions?: number[];
        };
        RoundMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description The round. */
            data: components["schemas"]["SettledRound"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "round";
        };
        RoundPage: {
            /** @description Newest first. */
            data: components["schemas"]["Round"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
        };
        RoundProof: {
            /** @description The decisions in the round, in their order; left out where there are none. */
            actions?: components["schemas"]["RoundAction"][];
            /** @description The bets; left out for a slot. */
            bets?: components["schemas"]["TableStake"][];
            /**
             * @description The player's seed when it was drawn.
             * @example seven owls
             */
            clientSeed: string;
            /** @description The definition of that hash, also when the game has another by now; left out where it was not kept. */
            definition?: {
                [key: string]: unknown;
            };
            /**
             * @description SHA-256 of the definition that was played.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            definitionHash: string;
            /**
             * @description Version of that definition; left out of rounds from before it was recorded.
             * @example 1.0.0
             */
            definitionVersion?: string;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /** @description Of a round that was played for a jackpot with a hidden amount, once that has fallen: what the amount was drawn from, 32 bytes in hex. */
            jackpotSecret?: string;
            /** @description The outcome as the ledger holds it, with every draw. */
            outcome: {
                [key: string]: unknown;
            };
            /** @description What came back, stake included. */
            payout: components["schemas"]["MoneyAmount"];
            /**
             * @description Rounds of the session that had been refused after they were drawn; part of what it was drawn from.
             * @example 0
             */
            refusals: number;
            /**
             * Format: date-time
             * @description From when on the seed is shown; left out while it draws rounds.
             * @example 2026-11-23T21:03:00.000Z
             */
            revealedFrom?: string;
            /**
             * Format: uuid
             * @description The round; part of what it was drawn from.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * @description The server's seed, 32 bytes in hex; left out until it is shown.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            serverSeed?: string;
            /**
             * @description SHA-256 of the server's seed, as it was shown before.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            serverSeedHash: string;
            /** @description What was risked. */
            stake: components["schemas"]["MoneyAmount"];
        };
        RoundStatement: {
            /**
             * @description SHA-256 of the definition that it was played by.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            definitionHash?: string;
            /**
             * @description The game or the table.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * Format: date-time
             * @description Until when it is kept at least: five years from its settlement.
             * @example 2026-11-23T21:03:00.000Z
             */
            keptUntil: string;
            /**
             * @description Its name in that version.
             * @example Midnight Croupier
             */
            name: string;
            /**
             * @description Whether the outcome and the payout were derived again just now, from the recorded draws and that definition: agrees, differs, or not_kept (a round of a studio, whose rules are not kept here, or one that was void before its end).
             * @example agrees
             * @enum {string}
             */
            rederived: "agrees" | "differs" | "not_kept";
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /** @description What happened, sentence by sentence, in English. */
            sentences: string[];
            /**
             * @description Version that it was played by; left out of rounds of studios.
             * @example 1.0.0
             */
            version?: string;
        };
        RoundVoiding: {
            /**
             * Format: date-time
             * @description Since when.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description True if it had been settled: `stake` was returned, and `payout` and `jackpotWin` were taken back. False if it was ended before: what had been staked was returned. */
            corrected: boolean;
            /**
             * @description Why: game_fault, wrong_payout, wrong_rules or table_fault where staff said so; otherwise a stable code of who could not finish it.
             * @example game_fault
             */
            reason: string;
        };
        RulesSection: {
            /** @description Paragraphs. */
            paragraphs: string[];
            /** @description Heading. */
            title: string;
        };
        SeedPair: {
            /**
             * @description The player's seed; empty until the player chooses one for this server's seed.
             * @example seven owls
             */
            clientSeed: string;
            /**
             * @description SHA-256 of the server's seed, which is shown after it was retired.
             * @example a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3
             */
            serverSeedHash: string;
            /**
             * Format: date-time
             * @description Since when the server's seed is in use.
             * @example 2026-11-23T21:03:00.000Z
             */
            since: string;
        };
        SessionTokens: {
            /**
             * @description Signed token for the Authorization header.
             * @example eyJhbGciOiJFZERTQSJ9…
             */
            accessToken: string;
            /**
             * @description Seconds until the access token expires.
             * @example 600
             */
            expiresInSeconds: number;
            /**
             * Format: uuid
             * @description The player.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            playerId: string;
            /**
             * @description Exchanged once for new tokens.
             * @example r1.Zk3…
             */
            refreshToken: string;
            /**
             * Format: uuid
             * @description The login session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            sessionId: string;
            /**
             * @description How to send the access token.
             * @example Bearer
             * @enum {string}
             */
            tokenType: "Bearer";
        };
        SetLimitsBody: {
            /** @description At most one per kind and period. */
            limits: components["schemas"]["SpendingLimit"][];
        };
        SettledRound: {
            /** @description True: played as a demo. Stake, payout and balance are play money, worth nothing; the round is in no history. */
            demo?: boolean;
            /** @description True if the house staked it: a free round. */
            freeRound?: boolean;
            /**
             * @description The game.
             * @example midnight-croupier
             */
            gameId: string;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /** @description What it won of a progressive jackpot, beside its payout; absent if it won none. */
            jackpotWin?: components["schemas"]["PositiveAmount"];
            /** @description Payout less stake; zero if the round is void. */
            netWin: components["schemas"]["SignedAmount"];
            /** @description What the player may do, in a round with decisions until it ends; its payout is not known yet. */
            open?: components["schemas"]["OpenRound"];
            /** @description What came back, stake included. */
            payout: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * Format: date-time
             * @description When it was settled; while it is open, when the last decision was taken.
             * @example 2026-11-23T21:03:00.000Z
             */
            settledAt: string;
            /** @description What was risked. */
            stake: components["schemas"]["MoneyAmount"];
            /** @description That the round is void, and why; absent if it stands. */
            voided?: components["schemas"]["RoundVoiding"];
        };
        SignedAmount: {
            /**
             * @description Minor units, below zero when owed: pence for GBP.
             * @example -350
             */
            amount: number;
            /**
             * @description ISO 4217 code.
             * @example GBP
             * @enum {string}
             */
            currency: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
        };
        SignificantTerm: {
            /**
             * @description Stable code of what it is about.
             * @example wagering
             */
            code: string;
            /** @description The term as the player reads it. */
            text: string;
        };
        SignIn: {
            /**
             * Format: email
             * @description The e-mail address of the account.
             * @example ada@example.org
             */
            email: string;
            /**
             * @description The password.
             * @example correct horse battery
             */
            password: string;
        };
        SpendingLimit: {
            /** @description The most that may be spent; zero forbids it. */
            amount: components["schemas"]["MoneyAmount"];
            /**
             * @description What is limited: gross deposits, stakes, or losses (stakes less payouts of the rounds started in the period).
             * @example loss
             * @enum {string}
             */
            kind: "deposit" | "loss" | "stake";
            /**
             * @description The calendar period.
             * @example day
             * @enum {string}
             */
            period: "day" | "week" | "month";
        };
        Statement: {
            /** @description Balances at its end, or now if it has not ended. */
            closing: components["schemas"]["AccountBalances"];
            /**
             * @description Currency of the account.
             * @example GBP
             * @enum {string}
             */
            currency: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
            /** @description The lines asked for, newest first. */
            data: components["schemas"]["StatementLine"][];
            /**
             * Format: date-time
             * @description Start of the period, included.
             * @example 2026-11-23T21:03:00.000Z
             */
            from: string;
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
            /** @description Balances before the period. */
            opening: components["schemas"]["AccountBalances"];
            /** @description One sum a kind, of the whole period, whatever is listed. */
            sums: components["schemas"]["KindSum"][];
            /**
             * Format: date-time
             * @description End of the period, not included.
             * @example 2026-11-23T21:03:00.000Z
             */
            to: string;
        };
        StatementLine: {
            /** @description Playable cash after it. */
            balance: components["schemas"]["MoneyAmount"];
            /** @description Bonus money after it. */
            bonus: components["schemas"]["MoneyAmount"];
            /** @description Change of the bonus money. */
            bonusChange: components["schemas"]["SignedAmount"];
            /** @description Change of the playable cash. */
            change: components["schemas"]["SignedAmount"];
            /** @description Change of the stakes in unsettled rounds. */
            inPlayChange: components["schemas"]["SignedAmount"];
            /**
             * @description What moved the money.
             * @example round
             * @enum {string}
             */
            kind: "deposit" | "round" | "free_round" | "stake" | "settlement" | "payout" | "void" | "rollback" | "promo_win" | "jackpot_win" | "adjustment" | "reversal" | "round_correction" | "transfer" | "jackpot_transfer" | "bonus_grant" | "free_rounds_grant" | "bonus_conversion" | "bonus_forfeit" | "withdrawal_hold" | "withdrawal_commit" | "withdrawal_release";
            /** @description Payout, for a round; what was taken back of it, for a reversal. */
            payout?: components["schemas"]["MoneyAmount"];
            /**
             * Format: date-time
             * @description When it was recorded.
             * @example 2026-11-23T21:03:00.000Z
             */
            recordedAt: string;
            /**
             * Format: uuid
             * @description The deposit, withdrawal, round, stake, award, win or approval behind it.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            reference: string;
            /** @description Stake, for a round. */
            stake?: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The ledger transaction.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            transactionId: string;
            /**
             * @description Version of the account after it.
             * @example 42
             */
            version: number;
            /** @description Change of the requested withdrawals not yet paid. */
            withdrawingChange: components["schemas"]["SignedAmount"];
        };
        StudioAnswer: {
            /** @description The body: JSON. */
            body: string;
            /**
             * @description The HTTP status.
             * @example 200
             */
            status: number;
        };
        StudioGame: {
            /**
             * @description The game.
             * @example sandbox-studio.tide-coin
             */
            gameId: string;
            /**
             * @description A slot has the legal cap on stakes; of a live table alone a round can be adjusted.
             * @example other
             * @enum {string}
             */
            kind: "slot" | "table" | "other";
            /**
             * @description Its name.
             * @example Tide Coin
             */
            name: string;
            /**
             * @description The studio.
             * @example sandbox-studio
             */
            studioId: string;
            /**
             * @description The studio's name.
             * @example Sandbox Studio
             */
            studioName: string;
        };
        StudioGameList: {
            /** @description The games on offer now: none of a studio that does not answer. */
            data: components["schemas"]["StudioGame"][];
        };
        StudioLaunch: {
            /**
             * @description The game.
             * @example sandbox-studio.tide-coin
             */
            gameId: string;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /**
             * Format: date-time
             * @description When it was opened.
             * @example 2026-11-23T21:03:00.000Z
             */
            openedAt: string;
            /** @description True if the session before was ended by this one. */
            replaced: boolean;
            /**
             * @description Where the game is played. It opens the session once, and only for a few minutes.
             * @example https://games.example/play?token=…
             */
            url: string;
        };
        TableChangedMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description A live table, as `gameId`, that was opened, closed, or is played by another version. */
            data: components["schemas"]["GameNews"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "table-changed";
        };
        TableDetail: {
            /** @description The player's own bets in this round. */
            bets: components["schemas"]["PlacedBets"][];
            /** @description The last change; left out if there was none. */
            change?: components["schemas"]["GameChange"];
            /** @description Chips to offer. */
            chips: components["schemas"]["PositiveAmount"][];
            /** @description The definition itself: wheel, pays and limits. */
            definition: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the definition that is played. */
            definitionHash: string;
            /** @description The player's session at the table; absent before joining. */
            gameSessionId?: string;
            /** @description Smallest bet. */
            minimum: components["schemas"]["PositiveAmount"];
            /**
             * @description Its name.
             * @example Harbour Table
             */
            name: string;
            /** @description Every bet of the layout with its limits and its exact edge. */
            offers: components["schemas"]["RouletteOffer"][];
            /**
             * Format: date-time
             * @description Since when the table is closed: the round that is on is its last. Absent while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            offlineSince?: string;
            /** @description The last results, newest first. */
            results: components["schemas"]["PastResult"][];
            /** @description Theoretical return to player. */
            returnToPlayer: components["schemas"]["ReturnToPlayer"];
            /** @description The round; absent before the first. */
            round?: components["schemas"]["TableRound"];
            /** @description Most that one player may stake in a round. */
            roundMaximum: components["schemas"]["PositiveAmount"];
            /** @description The rules as shown to the player. */
            rules: components["schemas"]["RulesSection"][];
            /** @description Every spot of the layout, in the order in which `totals.spots` counts them. */
            spots?: components["schemas"]["TableSpot"][];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
            /** @description How long each phase lasts. */
            times: components["schemas"]["TableTimes"];
            /** @description What all players have on the layout. */
            totals?: components["schemas"]["TableTotals"];
            /**
             * @description Version of the definition.
             * @example 1.0.0
             */
            version: string;
        };
        TableList: {
            /** @description All tables. */
            data: components["schemas"]["TableSummary"][];
        };
        TableMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description The round of the table the stream was opened for. */
            data: components["schemas"]["TableRound"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "table";
        };
        TablePartMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description What the round came to for the player, and where they stand in their session after it. */
            data: components["schemas"]["OwnPart"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "table-part";
        };
        TableRound: {
            /**
             * Format: date-time
             * @description When bets close, or closed.
             * @example 2026-11-23T21:03:00.000Z
             */
            betsCloseAt: string;
            /**
             * Format: date-time
             * @description When this phase began.
             * @example 2026-11-23T21:03:00.000Z
             */
            changedAt: string;
            /**
             * Format: date-time
             * @description When the next phase is due, where the clock decides.
             * @example 2026-11-23T21:03:00.000Z
             */
            nextPhaseAt?: string;
            /**
             * @description Number of the round at this table, from 1 without gaps.
             * @example 42
             */
            number: number;
            /**
             * @description Where the round is.
             * @example betting
             * @enum {string}
             */
            phase: "betting" | "closed" | "spinning" | "settling" | "settled" | "voiding" | "voided";
            /** @description Why the round was voided: a stable code. */
            reason?: string;
            /** @description The result, once it is told. */
            result?: components["schemas"]["WheelResult"];
            /**
             * @description Grows with every change at this table: a client keeps the highest it has seen.
             * @example 421
             */
            revision: number;
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        TableSession: {
            /**
             * Format: date-time
             * @description When it was closed; absent while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            closedAt?: string;
            /**
             * @description How long it has lasted, in ms (RTS 13C).
             * @example 3725000
             */
            elapsedMs?: number;
            /**
             * Format: uuid
             * @description The game session.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            gameSessionId: string;
            /** @description What the player has more or less by all rounds of the game session until then: payouts and jackpots won, less stakes (RTS 2E). A stake in play counts as spent; the stake of a free round is not the player's. */
            netPosition?: components["schemas"]["SignedAmount"];
            /**
             * Format: date-time
             * @description When it was opened.
             * @example 2026-11-23T21:03:00.000Z
             */
            openedAt: string;
            /**
             * Format: date-time
             * @description From then on no bet is taken until the reality check is acknowledged (RTS 13B); may be past, where the table before was left unacknowledged.
             * @example 2026-11-23T21:03:00.000Z
             */
            realityCheckAt?: string;
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        TableSpot: {
            /**
             * @description The bet.
             * @example split
             * @enum {string}
             */
            kind: "straight" | "split" | "street" | "trio" | "corner" | "first-four" | "five-number" | "six-line" | "column" | "dozen" | "red" | "black" | "odd" | "even" | "low" | "high";
            /**
             * @description The numbers it covers, ascending; 37 is the double zero.
             * @example [
             *       17,
             *       20
             *     ]
             */
            numbers: number[];
        };
        TableStake: {
            /**
             * @description Minor units, in the currency of the stake.
             * @example 100
             */
            amount: number;
            /**
             * @description The bet, as the definition of the game names it.
             * @example split
             */
            kind: string;
            /**
             * @description Roulette: all numbers the bet covers, in any order; 37 is the double zero. Dice: on how many of the numbers it wins. Keno: the numbers of the ticket. Sic bo: the faces, or the total. Craps: the number of a bet on one. Crash: the multiple of an automatic cash-out, in 1/grid of its definition. Left out where the kind has one place.
             * @example [
             *       17,
             *       20
             *     ]
             */
            numbers?: number[];
        };
        TableSummary: {
            /** @description Smallest bet. */
            minimum: components["schemas"]["PositiveAmount"];
            /**
             * @description Its name.
             * @example Harbour Table
             */
            name: string;
            /**
             * Format: date-time
             * @description Since when the table is closed: the round that is on is its last. Absent while it is open.
             * @example 2026-11-23T21:03:00.000Z
             */
            offlineSince?: string;
            /** @description Theoretical return to player. */
            returnToPlayer: components["schemas"]["ReturnToPlayer"];
            /** @description The round; absent before the first. */
            round?: components["schemas"]["TableRound"];
            /** @description Most that one player may stake in a round. */
            roundMaximum: components["schemas"]["PositiveAmount"];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        TableTimes: {
            /**
             * @description Bets are open.
             * @example 20000
             */
            bettingMs: number;
            /**
             * @description From no more bets to the spin, at least.
             * @example 1500
             */
            closedMs: number;
            /**
             * @description From settled to the next round.
             * @example 5000
             */
            pauseMs: number;
            /**
             * @description The wheel spins.
             * @example 6000
             */
            spinningMs: number;
        };
        TableTotals: {
            /** @description All bets together. */
            amount: components["schemas"]["MoneyAmount"];
            /** @description By kind of bet. */
            kinds: components["schemas"]["KindTotal"][];
            /**
             * @description Players with a bet in the round.
             * @example 7
             */
            players: number;
            /**
             * Format: uuid
             * @description The round.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            roundId: string;
            /**
             * @description By spot, in minor units and in the order of the `spots` of the table: numbers alone, because everybody at the table is sent this some times a second.
             * @example [
             *       100,
             *       0,
             *       250
             *     ]
             */
            spots?: number[];
            /**
             * @description The table.
             * @example harbour-table
             */
            tableId: string;
        };
        TableTotalsMessage: {
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T21:03:00.000Z
             */
            at: string;
            /** @description What all players have on its layout. */
            data: components["schemas"]["TableTotals"];
            /**
             * @description Number of the message in this connection, from 1 without gaps.
             * @example 1
             */
            seq: number;
            /**
             * @description Kind of message.
             * @enum {string}
             */
            type: "table-totals";
        };
        TakeActionBody: {
            /** @description One of `open.actions`. */
            action: components["schemas"]["RoundAction"];
            /** @description `open.step` of the round as the player saw it. */
            step: number;
        };
        TakeTimeOutBody: {
            /**
             * @description How long, in hours: from a day to six weeks.
             * @example 168
             */
            hours: number;
        };
        TransactionPage: {
            /** @description Newest first. */
            data: components["schemas"]["WalletTransaction"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
        };
        TrialBalance: {
            /** @description One line an account and currency. */
            lines: components["schemas"]["TrialBalanceLine"][];
            /** @description Sum of the lines by currency: each is zero. */
            sums: components["schemas"]["SignedAmount"][];
        };
        TrialBalanceLine: {
            /**
             * @description Account of the chart of accounts.
             * @example player_cash
             */
            account: string;
            /** @description Sum of its entries. */
            balance: components["schemas"]["SignedAmount"];
            /** @description How many entries. */
            entries: number;
        };
        UpdateProfileBody: {
            /** @description New home address. */
            address: components["schemas"]["PostalAddress"];
        };
        UpdateSettingsBody: {
            /**
             * @description Consent to marketing by e-mail.
             * @example false
             */
            marketingByEmail?: boolean;
            /**
             * @description Consent to marketing by text message.
             * @example false
             */
            marketingBySms?: boolean;
            /**
             * @description Minutes of play between two reality checks.
             * @example 30
             */
            realityCheckMinutes?: number;
        };
        Verification: {
            /**
             * Format: date-time
             * @description When the bureau answered.
             * @example 2026-11-23T21:03:00.000Z
             */
            decidedAt?: string;
            /** @description Why the check did not pass. */
            reasons: string[];
            /**
             * @description Only `passed` may deposit and play.
             * @example passed
             * @enum {string}
             */
            status: "unverified" | "pending" | "passed" | "referred" | "failed";
        };
        WalletTransaction: {
            /** @description Playable cash after it. */
            balance: components["schemas"]["MoneyAmount"];
            /** @description Bonus money after it. */
            bonus: components["schemas"]["MoneyAmount"];
            /** @description Change of the bonus money. */
            bonusChange: components["schemas"]["SignedAmount"];
            /** @description Change of the playable cash. */
            change: components["schemas"]["SignedAmount"];
            /**
             * @description What moved the money.
             * @example round
             * @enum {string}
             */
            kind: "deposit" | "round" | "free_round" | "stake" | "settlement" | "payout" | "void" | "rollback" | "promo_win" | "jackpot_win" | "adjustment" | "reversal" | "round_correction" | "transfer" | "jackpot_transfer" | "bonus_grant" | "free_rounds_grant" | "bonus_conversion" | "bonus_forfeit" | "withdrawal_hold" | "withdrawal_commit" | "withdrawal_release";
            /** @description Payout, for a round; what was taken back of it, for a reversal. */
            payout?: components["schemas"]["MoneyAmount"];
            /**
             * Format: date-time
             * @description When it was recorded.
             * @example 2026-11-23T21:03:00.000Z
             */
            recordedAt: string;
            /**
             * Format: uuid
             * @description The deposit, withdrawal, round, stake, award, win or approval behind it.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            reference: string;
            /** @description Stake, for a round. */
            stake?: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The ledger transaction.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            transactionId: string;
            /**
             * @description Version of the account after it.
             * @example 42
             */
            version: number;
        };
        WalletView: {
            /** @description Bonus money of the active award: playable after the cash, not withdrawable. */
            bonus: components["schemas"]["MoneyAmount"];
            /** @description Cash the player can play with or withdraw. */
            cash: components["schemas"]["MoneyAmount"];
            /** @description Currencies in which the player has an account, the oldest first. */
            currencies?: ("GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT")[];
            /** @description Stakes of rounds that are not settled yet. */
            inPlay: components["schemas"]["MoneyAmount"];
            /**
             * Format: uuid
             * @description The player.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            playerId: string;
            /**
             * @description Grows by one with each transaction of the account.
             * @example 42
             */
            version: number;
            /** @description Cash on its way out: requested withdrawals not yet paid. */
            withdrawing: components["schemas"]["MoneyAmount"];
        };
        WheelResult: {
            /**
             * @description Its colour.
             * @example black
             * @enum {string}
             */
            colour: "green" | "red" | "black";
            /**
             * @description The pocket; 37 is the double zero.
             * @example 17
             */
            pocket: number;
        };
        Withdrawal: {
            /** @description How much. */
            amount: components["schemas"]["PositiveAmount"];
            /**
             * Format: date-time
             * @description When it was requested.
             * @example 2026-11-23T21:03:00.000Z
             */
            createdAt: string;
            /**
             * @description Why it failed.
             * @example account_closed
             */
            failureReason?: string;
            /**
             * @description To where.
             * @example bank
             * @enum {string}
             */
            method: "card" | "bank";
            /**
             * @description requested, held (out of the balance), in_review (a person looks at it first), submitted (at the provider), paid; or failed (returned to the balance), refused (nothing was taken).
             * @example submitted
             * @enum {string}
             */
            status: "requested" | "held" | "in_review" | "submitted" | "paid" | "failed" | "refused";
            /**
             * Format: uuid
             * @description The withdrawal.
             * @example 01a20a46-f71b-7904-908a-daa2e0b5fc68
             */
            withdrawalId: string;
        };
        WithdrawalPage: {
            /** @description Newest first. */
            data: components["schemas"]["Withdrawal"][];
            /** @description Cursor of the next page; absent on the last. */
            next?: string;
        };
        WouldPass: {
            /**
             * @description Always true.
             * @example true
             */
            wouldPass: boolean;
        };
    };
    responses: never;
    parameters: {
        /**
         * @description HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.
         * @example t=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        CroupierSignature: string;
        /**
         * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
         * @example 4f0c1b7e-spin-1
         */
        IdempotencyKey: string;
        /**
         * @description The ETag the change is based on.
         * @example "3"
         */
        IfMatch: string;
        /**
         * @description The ETag the client has; answered with 304 if it is still the newest.
         * @example "3"
         */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Personal answers are not to be stored.
         * @example no-store
         */
        "Cache-Control": string;
        /**
         * @description Names this version.
         * @example "3"
         */
        ETag: string;
        /**
         * @description Where the new thing is.
         * @example /v1/rounds/01a20a46-f71b-7904-908a-daa2e0b5fc68
         */
        Location: string;
        /**
         * @description What is left of the quota, and in how many seconds it is whole again.
         * @example "default";r=599;t=60
         */
        RateLimit: string;
        /**
         * @description The quota and its window in seconds.
         * @example "default";q=600;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description Names this request in our logs.
         * @example 4bf92f3577b34da6a3ce929d0e0e4736
         */
        "X-Trace-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readTrialBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All accounts by currency; each currency sums to zero. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "account": "player_cash",
                     *           "balance": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "entries": 0
                     *         }
                     *       ],
                     *       "sums": [
                     *         {
                     *           "amount": -350,
                     *           "currency": "GBP"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /**
             * @description `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    receiveStudioCall: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.
                 * @example t=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
                 */
                "croupier-signature": components["parameters"]["CroupierSignature"];
            };
            path: {
                /** @description What is called. */
                operation: string;
                /** @description The studio. */
                studio: string;
            };
            cookie?: never;
        };
        /** @description The provider's message, in its own form. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_1",
                 *       "type": "payment.captured"
                 *     }
                 */
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Verify, carry out and answer a call of a studio in its dialect. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "body": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["StudioAnswer"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unknown_studio`: unknown_studio
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "payload_too_large" | "unknown_studio" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    receiveNestedStudioCall: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.
                 * @example t=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
                 */
                "croupier-signature": components["parameters"]["CroupierSignature"];
            };
            path: {
                /** @description What is called, below that. */
                below: string;
                /** @description What is called. */
                operation: string;
                /** @description The studio. */
                studio: string;
            };
            cookie?: never;
        };
        /** @description The provider's message, in its own form. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_1",
                 *       "type": "payment.captured"
                 *     }
                 */
                "*/*": unknown;
            };
        };
        responses: {
            /** @description The same, in the dialects whose paths have two parts. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": 200,
                     *       "body": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["StudioAnswer"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unknown_studio`: unknown_studio
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "payload_too_large" | "unknown_studio" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listBonuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a player can opt in to, and the own awards with what is left to wager. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "offersKnown": false,
                     *       "available": [
                     *         {
                     *           "programmeId": "opening-night",
                     *           "version": 1,
                     *           "kind": "deposit_match",
                     *           "title": "Opening Night",
                     *           "summary": "text",
                     *           "depositMatch": {
                     *             "percentageBasisPoints": 5000,
                     *             "maximumBonus": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "minimumDeposit": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "depositWithinDays": 1
                     *           },
                     *           "freeRounds": {
                     *             "gameId": "lamplight-ledger",
                     *             "rounds": 20,
                     *             "stake": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           },
                     *           "wageringHundredths": 500,
                     *           "defaultWeightBasisPoints": 10000,
                     *           "gameWeights": [
                     *             {
                     *               "gameId": "lamplight-ledger",
                     *               "basisPoints": 0
                     *             }
                     *           ],
                     *           "kindWeights": [
                     *             {
                     *               "kind": "live_roulette",
                     *               "basisPoints": 0
                     *             }
                     *           ],
                     *           "maximumStake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "expiresAfterDays": 14,
                     *           "endsAt": "2026-11-23T21:03:00.000Z",
                     *           "terms": [
                     *             {
                     *               "code": "wagering",
                     *               "text": "text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "awards": [
                     *         {
                     *           "programmeId": "opening-night",
                     *           "version": 1,
                     *           "awardId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "title": "text",
                     *           "kind": "deposit_match",
                     *           "status": "active",
                     *           "endReason": "player",
                     *           "bonus": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "freeRounds": {
                     *             "gameId": "lamplight-ledger",
                     *             "rounds": 20,
                     *             "stake": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "left": 0,
                     *             "winnings": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           },
                     *           "depositMatch": {
                     *             "percentageBasisPoints": 5000,
                     *             "maximumBonus": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "minimumDeposit": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "depositWithinDays": 1
                     *           },
                     *           "required": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "wagered": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "explanation": "Wager 12.50 GBP more to turn the bonus into cash.",
                     *           "games": [
                     *             {
                     *               "gameId": "text",
                     *               "rounds": 0,
                     *               "staked": {
                     *                 "amount": 1250,
                     *                 "currency": "GBP"
                     *               },
                     *               "weightBasisPoints": 0,
                     *               "counted": {
                     *                 "amount": 1250,
                     *                 "currency": "GBP"
                     *               }
                     *             }
                     *           ],
                     *           "defaultWeightBasisPoints": 0,
                     *           "gameWeights": [
                     *             {
                     *               "gameId": "lamplight-ledger",
                     *               "basisPoints": 0
                     *             }
                     *           ],
                     *           "kindWeights": [
                     *             {
                     *               "kind": "live_roulette",
                     *               "basisPoints": 0
                     *             }
                     *           ],
                     *           "maximumStake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "converted": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "forfeited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "claimedAt": "2026-11-23T21:03:00.000Z",
                     *           "expiresAt": "2026-11-23T21:03:00.000Z",
                     *           "daysLeft": 12,
                     *           "endedAt": "2026-11-23T21:03:00.000Z",
                     *           "terms": [
                     *             {
                     *               "code": "wagering",
                     *               "text": "text"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BonusOverview"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readAward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One award of the player, with what is left to wager and why. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "programmeId": "opening-night",
                     *       "version": 1,
                     *       "awardId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "title": "text",
                     *       "kind": "deposit_match",
                     *       "status": "active",
                     *       "endReason": "player",
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "freeRounds": {
                     *         "gameId": "lamplight-ledger",
                     *         "rounds": 20,
                     *         "stake": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "left": 0,
                     *         "winnings": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         }
                     *       },
                     *       "depositMatch": {
                     *         "percentageBasisPoints": 5000,
                     *         "maximumBonus": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "minimumDeposit": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "depositWithinDays": 1
                     *       },
                     *       "required": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "wagered": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "remaining": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "explanation": "Wager 12.50 GBP more to turn the bonus into cash.",
                     *       "games": [
                     *         {
                     *           "gameId": "text",
                     *           "rounds": 0,
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "weightBasisPoints": 0,
                     *           "counted": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "defaultWeightBasisPoints": 0,
                     *       "gameWeights": [
                     *         {
                     *           "gameId": "lamplight-ledger",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "kindWeights": [
                     *         {
                     *           "kind": "live_roulette",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "maximumStake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "converted": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "forfeited": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "claimedAt": "2026-11-23T21:03:00.000Z",
                     *       "expiresAt": "2026-11-23T21:03:00.000Z",
                     *       "daysLeft": 12,
                     *       "endedAt": "2026-11-23T21:03:00.000Z",
                     *       "terms": [
                     *         {
                     *           "code": "wagering",
                     *           "text": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Award"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    claimBonus: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The programme. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Opt in to a bonus programme. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "programmeId": "opening-night",
                     *       "version": 1,
                     *       "awardId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "title": "text",
                     *       "kind": "deposit_match",
                     *       "status": "active",
                     *       "endReason": "player",
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "freeRounds": {
                     *         "gameId": "lamplight-ledger",
                     *         "rounds": 20,
                     *         "stake": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "left": 0,
                     *         "winnings": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         }
                     *       },
                     *       "depositMatch": {
                     *         "percentageBasisPoints": 5000,
                     *         "maximumBonus": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "minimumDeposit": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "depositWithinDays": 1
                     *       },
                     *       "required": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "wagered": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "remaining": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "explanation": "Wager 12.50 GBP more to turn the bonus into cash.",
                     *       "games": [
                     *         {
                     *           "gameId": "text",
                     *           "rounds": 0,
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "weightBasisPoints": 0,
                     *           "counted": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "defaultWeightBasisPoints": 0,
                     *       "gameWeights": [
                     *         {
                     *           "gameId": "lamplight-ledger",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "kindWeights": [
                     *         {
                     *           "kind": "live_roulette",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "maximumStake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "converted": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "forfeited": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "claimedAt": "2026-11-23T21:03:00.000Z",
                     *       "expiresAt": "2026-11-23T21:03:00.000Z",
                     *       "daysLeft": 12,
                     *       "endedAt": "2026-11-23T21:03:00.000Z",
                     *       "terms": [
                     *         {
                     *           "code": "wagering",
                     *           "text": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Award"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_programme`: unknown_programme
             *
             *     `programme_not_open`: programme_not_open
             *
             *     `already_claimed`: already_claimed
             *
             *     `award_active`: award_active
             *
             *     `no_account`: no_account
             *
             *     `not_eligible`: not_eligible
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "idempotency_key_required" | "unauthenticated" | "unknown_programme" | "programme_not_open" | "already_claimed" | "award_active" | "no_account" | "not_eligible" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    forfeitAward: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give an award up: its bonus money and free rounds are gone, cash is untouched. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "programmeId": "opening-night",
                     *       "version": 1,
                     *       "awardId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "title": "text",
                     *       "kind": "deposit_match",
                     *       "status": "active",
                     *       "endReason": "player",
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "freeRounds": {
                     *         "gameId": "lamplight-ledger",
                     *         "rounds": 20,
                     *         "stake": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "left": 0,
                     *         "winnings": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         }
                     *       },
                     *       "depositMatch": {
                     *         "percentageBasisPoints": 5000,
                     *         "maximumBonus": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "minimumDeposit": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "depositWithinDays": 1
                     *       },
                     *       "required": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "wagered": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "remaining": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "explanation": "Wager 12.50 GBP more to turn the bonus into cash.",
                     *       "games": [
                     *         {
                     *           "gameId": "text",
                     *           "rounds": 0,
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "weightBasisPoints": 0,
                     *           "counted": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "defaultWeightBasisPoints": 0,
                     *       "gameWeights": [
                     *         {
                     *           "gameId": "lamplight-ledger",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "kindWeights": [
                     *         {
                     *           "kind": "live_roulette",
                     *           "basisPoints": 0
                     *         }
                     *       ],
                     *       "maximumStake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "converted": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "forfeited": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "claimedAt": "2026-11-23T21:03:00.000Z",
                     *       "expiresAt": "2026-11-23T21:03:00.000Z",
                     *       "daysLeft": 12,
                     *       "endedAt": "2026-11-23T21:03:00.000Z",
                     *       "terms": [
                     *         {
                     *           "code": "wagering",
                     *           "text": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Award"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `award_not_active`: award_not_active
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "award_not_active" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listDeposits: {
        parameters: {
            query?: {
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deposits of the player, newest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "depositId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "status": "pending",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "method": "card",
                     *           "redirectUrl": "http://127.0.0.1:4100/psp/pay/01a2",
                     *           "failureReason": "card_declined",
                     *           "createdAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["DepositPage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    createDeposit: {
        parameters: {
            query?: {
                /** @description True only asks whether the request would pass; nothing is moved. */
                dryRun?: boolean;
            };
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": {
                 *         "amount": 1250,
                 *         "currency": "GBP"
                 *       },
                 *       "method": "card",
                 *       "returnUrl": "https://lobby.example.org/cashier"
                 *     }
                 */
                "application/json": components["schemas"]["CreateDepositBody"];
            };
        };
        responses: {
            /** @description A dry run that would pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "wouldPass": true
                     *     }
                     */
                    "application/json": components["schemas"]["WouldPass"];
                };
            };
            /** @description Start a deposit; the player pays on the provider's hosted page. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "depositId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "status": "pending",
                     *       "amount": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "method": "card",
                     *       "redirectUrl": "http://127.0.0.1:4100/psp/pay/01a2",
                     *       "failureReason": "card_declined",
                     *       "createdAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Deposit"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_verified`: not_verified
             *
             *     `amount_out_of_range`: amount_out_of_range
             *
             *     `unknown_method`: unknown_method
             *
             *     `provider_unavailable`: provider_unavailable
             *
             *     `deposit_limit_unanswered`: deposit_limit_unanswered
             *
             *     `deposit_blocked`: deposit_blocked
             *
             *     `deposit_limit_reached`: deposit_limit_reached
             *
             *     `no_account`: no_account
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "idempotency_key_required" | "unauthenticated" | "not_verified" | "amount_out_of_range" | "unknown_method" | "provider_unavailable" | "deposit_limit_unanswered" | "deposit_blocked" | "deposit_limit_reached" | "no_account" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readDeposit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One deposit of the player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "depositId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "status": "pending",
                     *       "amount": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "method": "card",
                     *       "redirectUrl": "http://127.0.0.1:4100/psp/pay/01a2",
                     *       "failureReason": "card_declined",
                     *       "createdAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Deposit"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readGameSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A game session as it stands: net position, time, when the next round may start. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "stakeCap": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "minimumCycleMs": 2500,
                     *       "openedAt": "2026-11-23T21:03:00.000Z",
                     *       "seeds": {
                     *         "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *         "clientSeed": "seven owls",
                     *         "since": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "openRoundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "mode": "real",
                     *       "playMoney": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000,
                     *       "nextRoundAt": "2026-11-23T21:03:00.000Z",
                     *       "closedAt": "2026-11-23T21:03:00.000Z",
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GameSession"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `unknown_game`: unknown_game
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "unknown_game" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    acknowledgeRealityCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The player has seen how long they have played: rounds begin again, for another interval. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "elapsedMs": 900000,
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RealityCheck"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "session_closed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    playRound: {
        parameters: {
            query?: {
                /** @description True only asks whether the request would pass; nothing is moved. */
                dryRun?: boolean;
            };
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlayRoundBody"];
            };
        };
        responses: {
            /** @description A dry run that would pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "wouldPass": true
                     *     }
                     */
                    "application/json": components["schemas"]["WouldPass"];
                };
            };
            /** @description Stake, draw, evaluate and settle one round, or deal one with decisions. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "stake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "payout": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "netWin": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "voided": {
                     *         "reason": "game_fault",
                     *         "at": "2026-11-23T21:03:00.000Z",
                     *         "corrected": false
                     *       },
                     *       "freeRound": false,
                     *       "jackpotWin": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "outcome": {},
                     *       "settledAt": "2026-11-23T21:03:00.000Z",
                     *       "demo": false,
                     *       "open": {
                     *         "step": 0,
                     *         "actions": [
                     *           {
                     *             "kind": "double",
                     *             "stake": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           }
                     *         ],
                     *         "decideBy": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "balance": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "version": 42,
                     *       "nextRoundAt": "2026-11-23T21:03:00.000Z",
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000
                     *     }
                     */
                    "application/json": components["schemas"]["PlayedRound"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `game_offline`: game_offline
             *
             *     `reality_check_due`: reality_check_due
             *
             *     `stake_not_offered`: stake_not_offered
             *
             *     `bets_not_accepted`: bets_not_accepted
             *
             *     `stake_above_cap`: stake_above_cap
             *
             *     `jackpot_closed`: jackpot_closed
             *
             *     `jackpot_moved_on`: jackpot_moved_on
             *
             *     `round_open`: round_open
             *
             *     `round_in_play`: round_in_play
             *
             *     `round_too_large`: round_too_large
             *
             *     `round_moved_on`: round_moved_on
             *
             *     `round_too_soon`: round_too_soon
             *
             *     `play_blocked`: play_blocked
             *
             *     `stake_limit_reached`: stake_limit_reached
             *
             *     `loss_limit_reached`: loss_limit_reached
             *
             *     `bonus_stake_too_high`: bonus_stake_too_high
             *
             *     `no_free_round`: no_free_round
             *
             *     `insufficient_funds`: insufficient_funds
             *
             *     `play_money_spent`: play_money_spent
             *
             *     `no_account`: no_account
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "idempotency_key_required" | "unauthenticated" | "not_found" | "session_closed" | "game_offline" | "reality_check_due" | "stake_not_offered" | "bets_not_accepted" | "stake_above_cap" | "jackpot_closed" | "jackpot_moved_on" | "round_open" | "round_in_play" | "round_too_large" | "round_moved_on" | "round_too_soon" | "play_blocked" | "stake_limit_reached" | "loss_limit_reached" | "bonus_stake_too_high" | "no_free_round" | "insufficient_funds" | "play_money_spent" | "no_account" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readSeeds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the next rounds of a game session are drawn from. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "clientSeed": "seven owls",
                     *       "since": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SeedPair"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `no_proof`: no_proof
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "session_closed" | "no_proof" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    renewSeeds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Retire the server's seed, so that it can be shown, and commit to a new one; the player's part is empty again. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "current": {
                     *         "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *         "clientSeed": "seven owls",
                     *         "since": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "retired": {
                     *         "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *         "revealedFrom": "2026-11-23T21:03:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RenewedSeeds"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `no_proof`: no_proof
             *
             *     `round_in_play`: round_in_play
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "session_closed" | "no_proof" | "round_in_play" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    chooseClientSeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientSeed": "seven owls"
                 *     }
                 */
                "application/json": components["schemas"]["ClientSeedBody"];
            };
        };
        responses: {
            /** @description Set the player's part of what the next rounds are drawn from. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "clientSeed": "seven owls",
                     *       "since": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SeedPair"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `no_proof`: no_proof
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "not_found" | "session_closed" | "no_proof" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listGames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "gameId": "midnight-croupier",
                     *           "name": "Midnight Croupier",
                     *           "kind": "slot",
                     *           "returnToPlayer": {
                     *             "ratio": "0.95123456",
                     *             "numerator": "text",
                     *             "denominator": "text",
                     *             "basis": "text"
                     *           },
                     *           "offlineSince": "2026-11-23T21:03:00.000Z",
                     *           "demo": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GameList"];
                };
            };
            /**
             * @description `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readGame: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag the client has; answered with 304 if it is still the newest.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description The game. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One game: stakes, pay table, rules, exact return to player. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameId": "midnight-croupier",
                     *       "name": "Midnight Croupier",
                     *       "kind": "slot",
                     *       "returnToPlayer": {
                     *         "ratio": "0.95123456",
                     *         "numerator": "text",
                     *         "denominator": "text",
                     *         "basis": "text"
                     *       },
                     *       "offlineSince": "2026-11-23T21:03:00.000Z",
                     *       "demo": true,
                     *       "version": "1.0.0",
                     *       "definitionHash": "text",
                     *       "change": {
                     *         "previousVersion": "1.0.0",
                     *         "since": "2026-11-23T21:03:00.000Z",
                     *         "whatChanges": "The Lamp pays 60 instead of 50."
                     *       },
                     *       "stakes": [
                     *         {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         }
                     *       ],
                     *       "minimumCycleMs": 2500,
                     *       "bets": [
                     *         {
                     *           "kind": "split",
                     *           "covers": 2,
                     *           "pays": 17,
                     *           "edge": "1/37",
                     *           "minimum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "maximum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "returns": [
                     *         {
                     *           "bet": "banker",
                     *           "ratio": "0.98942094",
                     *           "edge": "1/37"
                     *         }
                     *       ],
                     *       "definition": {},
                     *       "rules": [
                     *         {
                     *           "title": "text",
                     *           "paragraphs": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GameDetail"];
                };
            };
            /** @description The client has this version. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unknown_game`: unknown_game
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unknown_game" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    openGameSession: {
        parameters: {
            query?: {
                /** @description `demo` plays for play money that is worth nothing: same odds, same pace, and no wallet. For money where it is left out. */
                mode?: "real" | "demo";
            };
            header?: never;
            path: {
                /** @description The game. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Launch a game, for money or as a demo; the session opened before is closed, or goes on if a round of the game waits in it. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "stakeCap": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "minimumCycleMs": 2500,
                     *       "openedAt": "2026-11-23T21:03:00.000Z",
                     *       "seeds": {
                     *         "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *         "clientSeed": "seven owls",
                     *         "since": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "openRoundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "mode": "real",
                     *       "playMoney": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000,
                     *       "nextRoundAt": "2026-11-23T21:03:00.000Z",
                     *       "closedAt": "2026-11-23T21:03:00.000Z",
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GameSession"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_game`: unknown_game
             *
             *     `game_offline`: game_offline
             *
             *     `not_verified`: not_verified
             *
             *     `round_in_play`: round_in_play
             *
             *     `no_demo`: no_demo
             *
             *     `play_blocked`: play_blocked
             *
             *     `no_account`: no_account
             *
             *     `account_frozen`: account_frozen
             *
             *     `session_closed`: session_closed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "unknown_game" | "game_offline" | "not_verified" | "round_in_play" | "no_demo" | "play_blocked" | "no_account" | "account_frozen" | "session_closed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listJackpots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The progressive jackpots, with what is in them. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "jackpotId": "three-lights",
                     *           "name": "Three Lights",
                     *           "state": "open",
                     *           "value": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "seed": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "cycle": 2,
                     *           "mustDropBy": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "commitment": "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
                     *           "games": [
                     *             "text"
                     *           ],
                     *           "falls": [
                     *             {
                     *               "cycle": 1,
                     *               "amount": {
                     *                 "amount": 1250,
                     *                 "currency": "GBP"
                     *               },
                     *               "fellAt": "2026-11-23T21:03:00.000Z",
                     *               "secret": "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JackpotList"];
                };
            };
            /**
             * @description `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readLimits: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag the client has; answered with 304 if it is still the newest.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits of a player, what of them is used, and changes that wait. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limits": [
                     *         {
                     *           "kind": "loss",
                     *           "period": "day",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "used": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "resetsAt": "2026-11-23T21:03:00.000Z",
                     *           "pending": {
                     *             "changeId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "requestedAt": "2026-11-23T21:03:00.000Z",
                     *             "confirmableFrom": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "periods": [
                     *         {
                     *           "period": "day",
                     *           "deposited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "paidOut": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netPosition": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "version": 3,
                     *       "depositPrompt": "answered",
                     *       "reviewDueAt": "2026-11-23T21:03:00.000Z",
                     *       "reviewOverdue": false
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLimits"];
                };
            };
            /** @description The client has this version. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    setLimits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag the change is based on.
                 * @example "3"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "limits": [
                 *         {
                 *           "kind": "loss",
                 *           "period": "day",
                 *           "amount": {
                 *             "amount": 1250,
                 *             "currency": "GBP"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SetLimitsBody"];
            };
        };
        responses: {
            /** @description Set, lower, raise or remove limits. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limits": [
                     *         {
                     *           "kind": "loss",
                     *           "period": "day",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "used": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "resetsAt": "2026-11-23T21:03:00.000Z",
                     *           "pending": {
                     *             "changeId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "requestedAt": "2026-11-23T21:03:00.000Z",
                     *             "confirmableFrom": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "periods": [
                     *         {
                     *           "period": "day",
                     *           "deposited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "paidOut": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netPosition": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "version": 3,
                     *       "depositPrompt": "answered",
                     *       "reviewDueAt": "2026-11-23T21:03:00.000Z",
                     *       "reviewOverdue": false
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLimits"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `limits_changed`: limits_changed
             *
             *     `protection_pending`: protection_pending
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "limits_changed" | "protection_pending" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    withdrawLimitChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take back the wish for a higher limit or for none. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limits": [
                     *         {
                     *           "kind": "loss",
                     *           "period": "day",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "used": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "resetsAt": "2026-11-23T21:03:00.000Z",
                     *           "pending": {
                     *             "changeId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "requestedAt": "2026-11-23T21:03:00.000Z",
                     *             "confirmableFrom": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "periods": [
                     *         {
                     *           "period": "day",
                     *           "deposited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "paidOut": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netPosition": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "version": 3,
                     *       "depositPrompt": "answered",
                     *       "reviewDueAt": "2026-11-23T21:03:00.000Z",
                     *       "reviewOverdue": false
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLimits"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    confirmLimitChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Say again, 24 hours later, that a limit is to be higher or to go. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limits": [
                     *         {
                     *           "kind": "loss",
                     *           "period": "day",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "used": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "resetsAt": "2026-11-23T21:03:00.000Z",
                     *           "pending": {
                     *             "changeId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "requestedAt": "2026-11-23T21:03:00.000Z",
                     *             "confirmableFrom": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "periods": [
                     *         {
                     *           "period": "day",
                     *           "deposited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "paidOut": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netPosition": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "version": 3,
                     *       "depositPrompt": "answered",
                     *       "reviewDueAt": "2026-11-23T21:03:00.000Z",
                     *       "reviewOverdue": false
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLimits"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `limit_change_too_early`: limit_change_too_early
             *
             *     `protection_pending`: protection_pending
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "limit_change_too_early" | "protection_pending" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    reviewLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirmed": true
                 *     }
                 */
                "application/json": components["schemas"]["ReviewLimitsBody"];
            };
        };
        responses: {
            /** @description Keep the limits as they are, or decide to have no deposit limit. A repeat on one day changes nothing. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "limits": [
                     *         {
                     *           "kind": "loss",
                     *           "period": "day",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "used": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "remaining": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "resetsAt": "2026-11-23T21:03:00.000Z",
                     *           "pending": {
                     *             "changeId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             },
                     *             "requestedAt": "2026-11-23T21:03:00.000Z",
                     *             "confirmableFrom": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "periods": [
                     *         {
                     *           "period": "day",
                     *           "deposited": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "staked": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "paidOut": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netPosition": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "version": 3,
                     *       "depositPrompt": "answered",
                     *       "reviewDueAt": "2026-11-23T21:03:00.000Z",
                     *       "reviewOverdue": false
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerLimits"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `protection_pending`: protection_pending
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "protection_pending" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag the client has; answered with 304 if it is still the newest.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the player is. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "email": "ada@example.org",
                     *       "givenName": "Ada",
                     *       "familyName": "Byron",
                     *       "dateOfBirth": "1990-04-12",
                     *       "address": {
                     *         "line1": "1 Quay Street",
                     *         "line2": "Flat 2",
                     *         "city": "Bristol",
                     *         "postcode": "BS1 4AA",
                     *         "country": "GB"
                     *       },
                     *       "verification": {
                     *         "status": "passed",
                     *         "reasons": [
                     *           "text"
                     *         ],
                     *         "decidedAt": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerProfile"];
                };
            };
            /** @description The client has this version. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag the change is based on.
                 * @example "3"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": {
                 *         "line1": "1 Quay Street",
                 *         "line2": "Flat 2",
                 *         "city": "Bristol",
                 *         "postcode": "BS1 4AA",
                 *         "country": "GB"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateProfileBody"];
            };
        };
        responses: {
            /** @description Change the home address. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "email": "ada@example.org",
                     *       "givenName": "Ada",
                     *       "familyName": "Byron",
                     *       "dateOfBirth": "1990-04-12",
                     *       "address": {
                     *         "line1": "1 Quay Street",
                     *         "line2": "Flat 2",
                     *         "city": "Bristol",
                     *         "postcode": "BS1 4AA",
                     *         "country": "GB"
                     *       },
                     *       "verification": {
                     *         "status": "passed",
                     *         "reasons": [
                     *           "text"
                     *         ],
                     *         "decidedAt": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerProfile"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `profile_changed`: profile_changed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "not_found" | "profile_changed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listActivity: {
        parameters: {
            query?: {
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened on the account, newest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "kind": "round.settled",
                     *           "at": "2026-11-23T21:03:00.000Z",
                     *           "facts": {
                     *             "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings and consents of a player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "marketingByEmail": false,
                     *       "marketingBySms": false,
                     *       "realityCheckMinutes": 60
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerSettings"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "marketingByEmail": false,
                 *       "marketingBySms": false,
                 *       "realityCheckMinutes": 30
                 *     }
                 */
                "application/json": components["schemas"]["UpdateSettingsBody"];
            };
        };
        responses: {
            /** @description Change settings and consents. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "marketingByEmail": false,
                     *       "marketingBySms": false,
                     *       "realityCheckMinutes": 60
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerSettings"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    verifyPlayer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Have age and identity checked by the bureau. Repeating it after a pass changes nothing. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "passed",
                     *       "reasons": [
                     *         "text"
                     *       ],
                     *       "decidedAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages to a player, newest first, and how many are unread. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "messageId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "kind": "deposit.credited",
                     *           "purpose": "service",
                     *           "title": "Your deposit has arrived",
                     *           "text": "£20.00 was added to your balance, which is now £45.50.",
                     *           "createdAt": "2026-11-23T21:03:00.000Z",
                     *           "readAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text",
                     *       "unread": 2
                     *     }
                     */
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    markMessageRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Note that the player has read a message; the first time counts. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messageId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "kind": "deposit.credited",
                     *       "purpose": "service",
                     *       "title": "Your deposit has arrived",
                     *       "text": "£20.00 was added to your balance, which is now £45.50.",
                     *       "createdAt": "2026-11-23T21:03:00.000Z",
                     *       "readAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PlayerMessage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Games and bonus programmes for the player, each with its reason. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "rulesVersion": "2026-11.1",
                     *       "offers": [
                     *         {
                     *           "kind": "game",
                     *           "reference": "lamplight-ledger",
                     *           "title": "Lamplight Ledger",
                     *           "why": "You played 42 rounds of it in the last 30 days.",
                     *           "figures": {}
                     *         }
                     *       ],
                     *       "reason": "no_consent",
                     *       "explanation": "You have not agreed to marketing."
                     *     }
                     */
                    "application/json": components["schemas"]["OfferList"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listPaymentMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ways to pay in and out. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "card",
                     *           "name": "Debit card",
                     *           "minimum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "maximum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentMethodList"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readProtection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A player's restrictions and the decisions behind them. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mayPlay": true,
                     *       "mayDeposit": true,
                     *       "inForce": true,
                     *       "restrictions": [
                     *         {
                     *           "restrictionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "restriction": "self_exclusion",
                     *           "from": "2026-11-23T21:03:00.000Z",
                     *           "until": "2026-11-23T21:03:00.000Z",
                     *           "endsAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "decisions": [
                     *         {
                     *           "decisionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "decision": "self_exclusion.placed",
                     *           "decidedBy": "player",
                     *           "reason": "text",
                     *           "decidedAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Protection"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    registerPlayer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "password": "correct horse battery",
                 *       "givenName": "Ada",
                 *       "familyName": "Byron",
                 *       "dateOfBirth": "1990-04-12",
                 *       "address": {
                 *         "line1": "1 Quay Street",
                 *         "line2": "Flat 2",
                 *         "city": "Bristol",
                 *         "postcode": "BS1 4AA",
                 *         "country": "GB"
                 *       },
                 *       "currency": "GBP"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterPlayer"];
            };
        };
        responses: {
            /** @description Open a player account; a code goes to the e-mail address. */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "registrationId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "next": "confirm_email"
                     *     }
                     */
                    "application/json": components["schemas"]["RegistrationReceipt"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `under_age`: under_age
             *
             *     `weak_password`: weak_password
             *
             *     `exclusion_scheme_unavailable`: exclusion_scheme_unavailable
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "under_age" | "weak_password" | "exclusion_scheme_unavailable" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    confirmRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "428571"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmRegistrationBody"];
            };
        };
        responses: {
            /** @description Confirm the e-mail address of a registration; the account can sign in from then on. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68"
                     *     }
                     */
                    "application/json": components["schemas"]["ConfirmedRegistration"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `confirmation_refused`: confirmation_refused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "confirmation_refused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listRounds: {
        parameters: {
            query?: {
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rounds of the player, newest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "gameId": "midnight-croupier",
                     *           "stake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "payout": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "netWin": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "voided": {
                     *             "reason": "game_fault",
                     *             "at": "2026-11-23T21:03:00.000Z",
                     *             "corrected": false
                     *           },
                     *           "freeRound": false,
                     *           "jackpotWin": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "outcome": {},
                     *           "settledAt": "2026-11-23T21:03:00.000Z",
                     *           "demo": false,
                     *           "open": {
                     *             "step": 0,
                     *             "actions": [
                     *               {
                     *                 "kind": "double",
                     *                 "stake": {
                     *                   "amount": 1250,
                     *                   "currency": "GBP"
                     *                 }
                     *               }
                     *             ],
                     *             "decideBy": "2026-11-23T21:03:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["RoundPage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readRound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One round of the player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "stake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "payout": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "netWin": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "voided": {
                     *         "reason": "game_fault",
                     *         "at": "2026-11-23T21:03:00.000Z",
                     *         "corrected": false
                     *       },
                     *       "freeRound": false,
                     *       "jackpotWin": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "outcome": {},
                     *       "settledAt": "2026-11-23T21:03:00.000Z",
                     *       "demo": false,
                     *       "open": {
                     *         "step": 0,
                     *         "actions": [
                     *           {
                     *             "kind": "double",
                     *             "stake": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           }
                     *         ],
                     *         "decideBy": "2026-11-23T21:03:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Round"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    takeAction: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "step": 0,
                 *       "action": {
                 *         "kind": "hit",
                 *         "positions": [
                 *           0,
                 *           3
                 *         ],
                 *         "bets": [
                 *           {
                 *             "kind": "split",
                 *             "numbers": [
                 *               17,
                 *               20
                 *             ],
                 *             "amount": 100
                 *           }
                 *         ],
                 *         "elapsedMs": 3200,
                 *         "byDefault": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TakeActionBody"];
            };
        };
        responses: {
            /** @description Take a decision in an open round, with what it stakes in addition. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "stake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "payout": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "netWin": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "voided": {
                     *         "reason": "game_fault",
                     *         "at": "2026-11-23T21:03:00.000Z",
                     *         "corrected": false
                     *       },
                     *       "freeRound": false,
                     *       "jackpotWin": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "outcome": {},
                     *       "settledAt": "2026-11-23T21:03:00.000Z",
                     *       "demo": false,
                     *       "open": {
                     *         "step": 0,
                     *         "actions": [
                     *           {
                     *             "kind": "double",
                     *             "stake": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           }
                     *         ],
                     *         "decideBy": "2026-11-23T21:03:00.000Z"
                     *       },
                     *       "balance": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "version": 42,
                     *       "nextRoundAt": "2026-11-23T21:03:00.000Z",
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000
                     *     }
                     */
                    "application/json": components["schemas"]["PlayedRound"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `action_not_allowed`: action_not_allowed
             *
             *     `round_moved_on`: round_moved_on
             *
             *     `round_too_soon`: round_too_soon
             *
             *     `session_closed`: session_closed
             *
             *     `play_money_spent`: play_money_spent
             *
             *     `stake_above_cap`: stake_above_cap
             *
             *     `play_blocked`: play_blocked
             *
             *     `account_frozen`: account_frozen
             *
             *     `stake_limit_reached`: stake_limit_reached
             *
             *     `loss_limit_reached`: loss_limit_reached
             *
             *     `bonus_stake_too_high`: bonus_stake_too_high
             *
             *     `insufficient_funds`: insufficient_funds
             *
             *     `no_account`: no_account
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "idempotency_key_required" | "unauthenticated" | "not_found" | "action_not_allowed" | "round_moved_on" | "round_too_soon" | "session_closed" | "play_money_spent" | "stake_above_cap" | "play_blocked" | "account_frozen" | "stake_limit_reached" | "loss_limit_reached" | "bonus_stake_too_high" | "insufficient_funds" | "no_account" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a round was drawn from. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "definitionHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "definitionVersion": "1.0.0",
                     *       "definition": {},
                     *       "serverSeedHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "serverSeed": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "jackpotSecret": "text",
                     *       "revealedFrom": "2026-11-23T21:03:00.000Z",
                     *       "clientSeed": "seven owls",
                     *       "refusals": 0,
                     *       "stake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bets": [
                     *         {
                     *           "kind": "split",
                     *           "numbers": [
                     *             17,
                     *             20
                     *           ],
                     *           "amount": 100
                     *         }
                     *       ],
                     *       "actions": [
                     *         {
                     *           "kind": "hit",
                     *           "positions": [
                     *             0,
                     *             3
                     *           ],
                     *           "bets": [
                     *             {
                     *               "kind": "split",
                     *               "numbers": [
                     *                 17,
                     *                 20
                     *               ],
                     *               "amount": 100
                     *             }
                     *           ],
                     *           "elapsedMs": 3200,
                     *           "byDefault": false
                     *         }
                     *       ],
                     *       "payout": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "outcome": {}
                     *     }
                     */
                    "application/json": components["schemas"]["RoundProof"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `no_proof`: no_proof
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "no_proof" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readRoundStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A settled round in words, derived again from its record. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "midnight-croupier",
                     *       "name": "Midnight Croupier",
                     *       "version": "1.0.0",
                     *       "definitionHash": "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3",
                     *       "sentences": [
                     *         "text"
                     *       ],
                     *       "rederived": "agrees",
                     *       "keptUntil": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RoundStatement"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `round_in_play`: round_in_play
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "round_in_play" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    excludeSelf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "months": 6,
                 *       "understood": true
                 *     }
                 */
                "application/json": components["schemas"]["ExcludeSelfBody"];
            };
        };
        responses: {
            /** @description Exclude oneself from play and deposits, for six months to five years. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "restrictionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "restriction": "self_exclusion",
                     *       "from": "2026-11-23T21:03:00.000Z",
                     *       "until": "2026-11-23T21:03:00.000Z",
                     *       "endsAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `protection_pending`: protection_pending
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "protection_pending" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    returnFromExclusion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask to play again after the time of a self-exclusion; it ends a day later. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "restrictionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "restriction": "self_exclusion",
                     *       "from": "2026-11-23T21:03:00.000Z",
                     *       "until": "2026-11-23T21:03:00.000Z",
                     *       "endsAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `exclusion_not_over`: exclusion_not_over
             *
             *     `protection_pending`: protection_pending
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "exclusion_not_over" | "protection_pending" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Open a login session with e-mail and password. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbGciOiJFZERTQSJ9…",
                     *       "tokenType": "Bearer",
                     *       "expiresInSeconds": 600,
                     *       "refreshToken": "r1.Zk3…",
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "sessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionTokens"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `invalid_credentials`: invalid_credentials
             *
             *     `sign_in_locked`: sign_in_locked
             *
             *     `exclusion_scheme_unavailable`: exclusion_scheme_unavailable
             *
             *     `protection_pending`: protection_pending
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "invalid_credentials" | "sign_in_locked" | "exclusion_scheme_unavailable" | "protection_pending" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "r1.Zk3…"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshSession"];
            };
        };
        responses: {
            /** @description Exchange a refresh token for new tokens; each is good once. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbGciOiJFZERTQSJ9…",
                     *       "tokenType": "Bearer",
                     *       "expiresInSeconds": 600,
                     *       "refreshToken": "r1.Zk3…",
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "sessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionTokens"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `refresh_refused`: refresh_refused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "refresh_refused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listStudioGames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Studios' games on offer. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "gameId": "sandbox-studio.tide-coin",
                     *           "name": "Tide Coin",
                     *           "studioId": "sandbox-studio",
                     *           "studioName": "Sandbox Studio",
                     *           "kind": "other"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StudioGameList"];
                };
            };
            /**
             * @description `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    launchStudioGame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The game. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open a session of a studio's game; the sessions with studios opened before are ended. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "gameId": "sandbox-studio.tide-coin",
                     *       "url": "https://games.example/play?token=…",
                     *       "replaced": false,
                     *       "openedAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StudioLaunch"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_studio_game`: unknown_studio_game
             *
             *     `studio_game_away`: studio_game_away
             *
             *     `not_verified`: not_verified
             *
             *     `play_blocked`: play_blocked
             *
             *     `no_account`: no_account
             *
             *     `account_frozen`: account_frozen
             *
             *     `session_closed`: session_closed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "unknown_studio_game" | "studio_game_away" | "not_verified" | "play_blocked" | "no_account" | "account_frozen" | "session_closed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listOwnStudioRounds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Free rounds of studios' games that the player has left. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "freeRoundsId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "gameId": "sandbox-studio.tide-coin",
                     *           "left": 7,
                     *           "expiresAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OwnStudioRoundsList"];
                };
            };
            /**
             * @description `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readTableSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A session at a table as it stands: net position, time, when the reality check is due. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "tableId": "harbour-table",
                     *       "openedAt": "2026-11-23T21:03:00.000Z",
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000,
                     *       "closedAt": "2026-11-23T21:03:00.000Z",
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TableSession"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    acknowledgeTableCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The player has seen how long they have played: bets are taken again, for another interval. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "elapsedMs": 900000,
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RealityCheck"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `session_closed`: session_closed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "session_closed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listTables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tables and where their rounds are. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "tableId": "harbour-table",
                     *           "name": "Harbour Table",
                     *           "returnToPlayer": {
                     *             "ratio": "0.95123456",
                     *             "numerator": "text",
                     *             "denominator": "text",
                     *             "basis": "text"
                     *           },
                     *           "minimum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "roundMaximum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "round": {
                     *             "tableId": "harbour-table",
                     *             "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *             "number": 42,
                     *             "phase": "betting",
                     *             "revision": 421,
                     *             "changedAt": "2026-11-23T21:03:00.000Z",
                     *             "betsCloseAt": "2026-11-23T21:03:00.000Z",
                     *             "nextPhaseAt": "2026-11-23T21:03:00.000Z",
                     *             "result": {
                     *               "pocket": 17,
                     *               "colour": "black"
                     *             },
                     *             "reason": "text"
                     *           },
                     *           "offlineSince": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TableList"];
                };
            };
            /**
             * @description `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readTable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The table. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One table: its round, its last results, its rules, and the bets of the player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tableId": "harbour-table",
                     *       "name": "Harbour Table",
                     *       "returnToPlayer": {
                     *         "ratio": "0.95123456",
                     *         "numerator": "text",
                     *         "denominator": "text",
                     *         "basis": "text"
                     *       },
                     *       "minimum": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "roundMaximum": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "round": {
                     *         "tableId": "harbour-table",
                     *         "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *         "number": 42,
                     *         "phase": "betting",
                     *         "revision": 421,
                     *         "changedAt": "2026-11-23T21:03:00.000Z",
                     *         "betsCloseAt": "2026-11-23T21:03:00.000Z",
                     *         "nextPhaseAt": "2026-11-23T21:03:00.000Z",
                     *         "result": {
                     *           "pocket": 17,
                     *           "colour": "black"
                     *         },
                     *         "reason": "text"
                     *       },
                     *       "offlineSince": "2026-11-23T21:03:00.000Z",
                     *       "version": "1.0.0",
                     *       "definitionHash": "text",
                     *       "change": {
                     *         "previousVersion": "1.0.0",
                     *         "since": "2026-11-23T21:03:00.000Z",
                     *         "whatChanges": "The Lamp pays 60 instead of 50."
                     *       },
                     *       "times": {
                     *         "bettingMs": 20000,
                     *         "closedMs": 1500,
                     *         "spinningMs": 6000,
                     *         "pauseMs": 5000
                     *       },
                     *       "offers": [
                     *         {
                     *           "kind": "split",
                     *           "covers": 2,
                     *           "pays": 17,
                     *           "edge": "1/37",
                     *           "minimum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "maximum": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "spots": [
                     *         {
                     *           "kind": "split",
                     *           "numbers": [
                     *             17,
                     *             20
                     *           ]
                     *         }
                     *       ],
                     *       "chips": [
                     *         {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         }
                     *       ],
                     *       "results": [
                     *         {
                     *           "pocket": 17,
                     *           "colour": "black",
                     *           "number": 41
                     *         }
                     *       ],
                     *       "totals": {
                     *         "tableId": "harbour-table",
                     *         "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *         "players": 7,
                     *         "amount": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "kinds": [
                     *           {
                     *             "kind": "split",
                     *             "bets": 12,
                     *             "amount": {
                     *               "amount": 1250,
                     *               "currency": "GBP"
                     *             }
                     *           }
                     *         ],
                     *         "spots": [
                     *           100,
                     *           0,
                     *           250
                     *         ]
                     *       },
                     *       "bets": [
                     *         {
                     *           "betId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "tableId": "harbour-table",
                     *           "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "stake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "bets": [
                     *             {
                     *               "kind": "split",
                     *               "numbers": [
                     *                 17,
                     *                 20
                     *               ],
                     *               "amount": 100
                     *             }
                     *           ],
                     *           "placedAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "gameSessionId": "text",
                     *       "definition": {},
                     *       "rules": [
                     *         {
                     *           "title": "text",
                     *           "paragraphs": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TableDetail"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_table`: unknown_table
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "unknown_table" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    placeBets: {
        parameters: {
            query?: {
                /** @description True only asks whether the request would pass; nothing is moved. */
                dryRun?: boolean;
            };
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The table. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                 *       "stake": {
                 *         "amount": 1250,
                 *         "currency": "GBP"
                 *       },
                 *       "bets": [
                 *         {
                 *           "kind": "split",
                 *           "numbers": [
                 *             17,
                 *             20
                 *           ],
                 *           "amount": 100
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PlaceBetsBody"];
            };
        };
        responses: {
            /** @description A dry run that would pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "wouldPass": true
                     *     }
                     */
                    "application/json": components["schemas"]["WouldPass"];
                };
            };
            /** @description Put bets into a table's round: in it when this is answered, or refused with the stake untouched. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "betId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "tableId": "harbour-table",
                     *       "roundId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "stake": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bets": [
                     *         {
                     *           "kind": "split",
                     *           "numbers": [
                     *             17,
                     *             20
                     *           ],
                     *           "amount": 100
                     *         }
                     *       ],
                     *       "placedAt": "2026-11-23T21:03:00.000Z",
                     *       "balance": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "version": 42,
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000
                     *     }
                     */
                    "application/json": components["schemas"]["BetsReceipt"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_table`: unknown_table
             *
             *     `not_seated`: not_seated
             *
             *     `game_offline`: game_offline
             *
             *     `reality_check_due`: reality_check_due
             *
             *     `bets_closed`: bets_closed
             *
             *     `bets_not_accepted`: bets_not_accepted
             *
             *     `no_account`: no_account
             *
             *     `insufficient_funds`: insufficient_funds
             *
             *     `session_closed`: session_closed
             *
             *     `round_in_play`: round_in_play
             *
             *     `play_blocked`: play_blocked
             *
             *     `account_frozen`: account_frozen
             *
             *     `stake_limit_reached`: stake_limit_reached
             *
             *     `loss_limit_reached`: loss_limit_reached
             *
             *     `bonus_stake_too_high`: bonus_stake_too_high
             *
             *     `round_over`: round_over
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "idempotency_key_required" | "unauthenticated" | "unknown_table" | "not_seated" | "game_offline" | "reality_check_due" | "bets_closed" | "bets_not_accepted" | "no_account" | "insufficient_funds" | "session_closed" | "round_in_play" | "play_blocked" | "account_frozen" | "stake_limit_reached" | "loss_limit_reached" | "bonus_stake_too_high" | "round_over" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    openTableSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The table. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Join a table for real money; the sessions at tables opened before are closed. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gameSessionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "tableId": "harbour-table",
                     *       "openedAt": "2026-11-23T21:03:00.000Z",
                     *       "netPosition": {
                     *         "amount": -350,
                     *         "currency": "GBP"
                     *       },
                     *       "elapsedMs": 3725000,
                     *       "closedAt": "2026-11-23T21:03:00.000Z",
                     *       "realityCheckAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TableSession"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `unknown_table`: unknown_table
             *
             *     `game_offline`: game_offline
             *
             *     `not_verified`: not_verified
             *
             *     `play_blocked`: play_blocked
             *
             *     `no_account`: no_account
             *
             *     `account_frozen`: account_frozen
             *
             *     `session_closed`: session_closed
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "unknown_table" | "game_offline" | "not_verified" | "play_blocked" | "no_account" | "account_frozen" | "session_closed" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    takeTimeOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "hours": 168
                 *     }
                 */
                "application/json": components["schemas"]["TakeTimeOutBody"];
            };
        };
        responses: {
            /** @description Take a break from play and deposits; it ends by itself and not before. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "restrictionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "restriction": "self_exclusion",
                     *       "from": "2026-11-23T21:03:00.000Z",
                     *       "until": "2026-11-23T21:03:00.000Z",
                     *       "endsAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `protection_pending`: protection_pending
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "unauthenticated" | "protection_pending" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    unsubscribe: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.
                 * @example t=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
                 */
                "croupier-signature": components["parameters"]["CroupierSignature"];
            };
            path: {
                /** @description The signed part of the link. */
                token: string;
            };
            cookie?: never;
        };
        /** @description The provider's message, in its own form. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_1",
                 *       "type": "payment.captured"
                 *     }
                 */
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "payload_too_large" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readWallet: {
        parameters: {
            query?: {
                /** @description The account; the oldest if left out. */
                currency?: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Balances of a player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "playerId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "cash": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "bonus": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "inPlay": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "withdrawing": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "version": 42,
                     *       "currencies": [
                     *         "GBP"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WalletView"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readStatement: {
        parameters: {
            query: {
                /** @description The account; the oldest if left out. */
                currency?: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Start of the period, included. */
                from: string;
                /** @description Only transactions of this kind. */
                kind?: "deposit" | "round" | "free_round" | "stake" | "settlement" | "payout" | "void" | "rollback" | "promo_win" | "jackpot_win" | "adjustment" | "reversal" | "round_correction" | "transfer" | "jackpot_transfer" | "bonus_grant" | "free_rounds_grant" | "bonus_conversion" | "bonus_forfeit" | "withdrawal_hold" | "withdrawal_commit" | "withdrawal_release";
                /** @description Rows per page. */
                limit?: number;
                /** @description End of the period, not included: at most 366 days after its start. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statement of an account for a period: balances before and after, sums by kind, lines. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "currency": "GBP",
                     *       "from": "2026-11-23T21:03:00.000Z",
                     *       "to": "2026-11-23T21:03:00.000Z",
                     *       "opening": {
                     *         "cash": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "bonus": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "inPlay": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "withdrawing": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "version": 0
                     *       },
                     *       "closing": {
                     *         "cash": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "bonus": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "inPlay": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "withdrawing": {
                     *           "amount": 1250,
                     *           "currency": "GBP"
                     *         },
                     *         "version": 0
                     *       },
                     *       "sums": [
                     *         {
                     *           "kind": "round",
                     *           "count": 12,
                     *           "cash": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "bonus": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "inPlay": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "withdrawing": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "data": [
                     *         {
                     *           "transactionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "kind": "round",
                     *           "reference": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "change": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "balance": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "bonusChange": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "bonus": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "stake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "payout": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "version": 42,
                     *           "recordedAt": "2026-11-23T21:03:00.000Z",
                     *           "inPlayChange": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "withdrawingChange": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `no_account`: no_account
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "no_account" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /** @description The account; the oldest if left out. */
                currency?: "GBP" | "EUR" | "USD" | "JPY" | "BHD" | "XBT";
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Only transactions of this kind. */
                kind?: "deposit" | "round" | "free_round" | "stake" | "settlement" | "payout" | "void" | "rollback" | "promo_win" | "jackpot_win" | "adjustment" | "reversal" | "round_correction" | "transfer" | "jackpot_transfer" | "bonus_grant" | "free_rounds_grant" | "bonus_conversion" | "bonus_forfeit" | "withdrawal_hold" | "withdrawal_commit" | "withdrawal_release";
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ledger transactions of a player, newest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "transactionId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "kind": "round",
                     *           "reference": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "change": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "balance": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "bonusChange": {
                     *             "amount": -350,
                     *             "currency": "GBP"
                     *           },
                     *           "bonus": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "stake": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "payout": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "version": 42,
                     *           "recordedAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TransactionPage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    listWithdrawals: {
        parameters: {
            query?: {
                /** @description Where the page starts: `next` of the page before. Left out for the newest rows. */
                cursor?: string;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawals of the player, newest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "withdrawalId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *           "status": "submitted",
                     *           "amount": {
                     *             "amount": 1250,
                     *             "currency": "GBP"
                     *           },
                     *           "method": "bank",
                     *           "failureReason": "account_closed",
                     *           "createdAt": "2026-11-23T21:03:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawalPage"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    createWithdrawal: {
        parameters: {
            query?: {
                /** @description True only asks whether the request would pass; nothing is moved. */
                dryRun?: boolean;
            };
            header: {
                /**
                 * @description New for each new intent, the same for each repetition: a repetition gets the first result. It does not expire.
                 * @example 4f0c1b7e-spin-1
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": {
                 *         "amount": 1250,
                 *         "currency": "GBP"
                 *       },
                 *       "method": "bank"
                 *     }
                 */
                "application/json": components["schemas"]["CreateWithdrawalBody"];
            };
        };
        responses: {
            /** @description A dry run that would pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "wouldPass": true
                     *     }
                     */
                    "application/json": components["schemas"]["WouldPass"];
                };
            };
            /** @description Request a payout; the money leaves the playable balance at once. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "withdrawalId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "status": "submitted",
                     *       "amount": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "method": "bank",
                     *       "failureReason": "account_closed",
                     *       "createdAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Withdrawal"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `malformed_json`: malformed_json
             *
             *     `unsupported_media_type`: unsupported_media_type
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `idempotency_key_required`: idempotency_key_required
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `amount_out_of_range`: amount_out_of_range
             *
             *     `unknown_method`: unknown_method
             *
             *     `insufficient_funds`: insufficient_funds
             *
             *     `no_account`: no_account
             *
             *     `idempotency_key_reused`: idempotency_key_reused
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "malformed_json" | "unsupported_media_type" | "payload_too_large" | "idempotency_key_required" | "unauthenticated" | "amount_out_of_range" | "unknown_method" | "insufficient_funds" | "no_account" | "idempotency_key_reused" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    readWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One withdrawal of the player. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "withdrawalId": "01a20a46-f71b-7904-908a-daa2e0b5fc68",
                     *       "status": "submitted",
                     *       "amount": {
                     *         "amount": 1250,
                     *         "currency": "GBP"
                     *       },
                     *       "method": "bank",
                     *       "failureReason": "account_closed",
                     *       "createdAt": "2026-11-23T21:03:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Withdrawal"];
                };
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `unauthenticated`: unauthenticated
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "unauthenticated" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description HMAC over time and raw body: `t=<unix seconds>,v1=<hex>`.
                 * @example t=1763935380,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
                 */
                "croupier-signature": components["parameters"]["CroupierSignature"];
            };
            path: {
                /** @description The payment provider. */
                psp: string;
            };
            cookie?: never;
        };
        /** @description The provider's message, in its own form. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_1",
                 *       "type": "payment.captured"
                 *     }
                 */
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_request`: invalid_request
             *
             *     `payload_too_large`: payload_too_large
             *
             *     `webhook_refused`: webhook_refused
             *
             *     `not_found`: not_found
             *
             *     `rate_limited`: rate_limited
             *
             *     `service_unavailable`: service_unavailable
             *
             *     `outcome_unknown`: outcome_unknown
             *
             *     `overloaded`: overloaded
             *
             *     `deadline_spent`: deadline_spent
             *
             *     `internal`: internal
             */
            400: {
                headers: {
                    "X-Trace-Id": components["headers"]["X-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code?: "invalid_request" | "payload_too_large" | "webhook_refused" | "not_found" | "rate_limited" | "service_unavailable" | "outcome_unknown" | "overloaded" | "deadline_spent" | "internal";
                    };
                };
            };
        };
    };
}
/** Whatever the stream tells, by its `type`. */
export type StreamMessage =
    | components["schemas"]["HelloMessage"]
    | components["schemas"]["BalanceMessage"]
    | components["schemas"]["RoundMessage"]
    | components["schemas"]["NewMessage"]
    | components["schemas"]["BonusMessage"]
    | components["schemas"]["TableMessage"]
    | components["schemas"]["TableTotalsMessage"]
    | components["schemas"]["TablePartMessage"]
    | components["schemas"]["JackpotMessage"]
    | components["schemas"]["GameMessage"]
    | components["schemas"]["TableChangedMessage"]
    | components["schemas"]["ReReadMessage"];
