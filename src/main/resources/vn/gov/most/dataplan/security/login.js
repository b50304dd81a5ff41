
// What stands behind the # never reaches the server: it goes along with the form, and the browser keeps it from there.
document.getElementById('login').action += location.hash;
// What forms keep of whoever has just left
if (location.search === '?logout') {
  localStorage.clear();
  sessionStorage.clear();
}
