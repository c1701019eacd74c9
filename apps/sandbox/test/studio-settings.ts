/** What the simulated studio is set to where nobody plays at it. */
export const studioSettings = {
  STUDIO_WALLET_URL: 'http://127.0.0.1:9/studios/sandbox-studio',
  STUDIO_FEED_KEY: 'feed-test-key',
  STUDIO_SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f',
  STUDIO_CALLER_KEY: 'MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=',
};
