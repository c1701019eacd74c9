import { runWatchdog } from './watchdog.js';

runWatchdog();
