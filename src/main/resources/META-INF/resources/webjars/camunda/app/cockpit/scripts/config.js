export default {
  customScripts: ['../session/session', '../data-plan/cockpit'],
  app: {name: 'Điều hành', vendor: ' '},
  // Whatever the browser asks for
  locales: {availableLocales: ['vi'], fallbackLocale: 'vi'},
  // The login is ours, which has no first visit to explain.
  disableWelcomeMessage: true
};
