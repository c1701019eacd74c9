import { TestEnvironment } from 'jest-environment-node';

const shownCharacters = 1500;
const shownRefusals = 8;

/**
 * Tells with each failed walk where its pages were and what was on them: a wait that ran out says what it waited for,
 * never what was there instead. Pages come by `globalThis.pagesOfWalk`, from who opens them.
 */
export default class BrowserEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    for (const [page, refusals] of this.global.pagesOfWalk ?? []) {
      const text = (await shown(page)).slice(0, shownCharacters);
      console.error(`As it failed, ${page.url()} said:\n${text}\n`);
      console.error(
        `and had been refused, lately: ${refusals.slice(-shownRefusals).join(', ') || 'nothing'}\n`,
      );
    }
  }
}

async function shown(page) {
  try {
    return await page.locator('body').innerText({ timeout: 2000 });
  } catch (error) {
    return `(not to be read: ${error instanceof Error ? error.message : String(error)})`;
  }
}
