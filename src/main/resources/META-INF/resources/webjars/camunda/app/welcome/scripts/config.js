export default {
  customScripts: ['../session/session'],
  app: {name: 'Trang chủ', vendor: ' '},
  // Whatever the browser asks for
  locales: {availableLocales: ['vi'], fallbackLocale: 'vi'},
  // The login is ours, which has no first visit to explain.
  disableWelcomeMessage: true
};
