export default {
  customScripts: ['../session/session'],
  // The login is ours, which has no first visit to explain.
  disableWelcomeMessage: true
};
