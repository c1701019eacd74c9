import { describe, expect, it } from '@jest/globals';
import { mayEnter } from './guard.js';

const at = { peer: '127.0.0.1', host: '127.0.0.1:3002', origin: undefined };

describe('mayEnter', () => {
  it.each([
    ['by address', at],
    ['by name', { ...at, host: 'localhost:3002' }],
    ['by IPv6', { ...at, peer: '::1', host: '[::1]:3002' }],
    ['by IPv4 within IPv6', { ...at, peer: '::ffff:127.0.0.1' }],
    ['from the page itself', { ...at, origin: 'http://127.0.0.1:3002' }],
  ])('lets in who is on this machine: %s', (_, caller) => {
    expect(mayEnter(caller, 3002)).toBe(true);
  });

  it.each([
    ['another machine', { ...at, peer: '10.0.0.7' }],
    ['another machine within IPv6', { ...at, peer: '::ffff:10.0.0.7' }],
    ['nobody knows who', { ...at, peer: undefined }],
    ['a name that was made to point here', { ...at, host: 'evil.example:3002' }],
    ['a name that begins like ours', { ...at, host: '127.0.0.1.evil.example:3002' }],
    ['another port', { ...at, host: '127.0.0.1:80' }],
    ['no name', { ...at, host: undefined }],
    ['a page elsewhere', { ...at, origin: 'https://evil.example' }],
    ['a page of another port here', { ...at, origin: 'http://127.0.0.1:8080' }],
    ['a page of no origin', { ...at, origin: 'null' }],
  ])('refuses %s', (_, caller) => {
    expect(mayEnter(caller, 3002)).toBe(false);
  });
});
