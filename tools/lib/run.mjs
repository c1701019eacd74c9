import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** An error a person can mend: `fix` says how. */
export class Fault extends Error {
  constructor(message, fix) {
    super(message);
    this.fix = fix;
  }
}

/** The user pressed Ctrl-C, or somebody asked us to end. */
export class Interrupted extends Error {
  interrupted = true;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, passing signals on. Resolves with its exit code (128 + signal number if it died of
 * one) and whether a signal was passed on meanwhile.
 */
export function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    let interrupted = false;
    const pass = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    const finish = () => {
      for (const signal of SIGNALS) process.off(signal, pass);
    };
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      finish();
      resolve({ code: code ?? 128 + constants.signals[signal], interrupted });
    });
  });
}

/** Shows `text` with the seconds gone by: one changing line on a terminal, else a line now and then. */
export function progress(text) {
  const started = Date.now();
  const live = process.stderr.isTTY === true;
  const show = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stderr.write(live ? `\r  ${text}  ${seconds} s ` : `  ${text}  ${seconds} s\n`);
  };
  if (live) show();
  // Without a terminal short work is reported once, when it is done.
  const first = setTimeout(show, 2_000);
  const timer = setInterval(show, live ? 500 : 15_000);
  return (mark = '✓') => {
    clearTimeout(first);
    clearInterval(timer);
    const took = ((Date.now() - started) / 1000).toFixed(1);
    process.stderr.write(`${live ? '\r\x1b[2K' : ''}${mark} ${text}  ${took} s\n`);
  };
}
