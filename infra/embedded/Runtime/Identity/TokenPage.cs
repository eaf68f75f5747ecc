using System.Net;
using System.Text;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Identity;

/// <summary>The page on which a person makes a token.</summary>
internal static class TokenPage
{
    public static WireResponse Show(IdentityOptions options) => new WireResponse(200, Encoding.UTF8.GetBytes($$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Get a token</title>
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
        main { width: min(26rem, 100% - 3rem); padding: 2rem; box-sizing: border-box; border: 1px solid #8886; border-radius: 12px; }
        h1 { font-size: 1.25rem; margin: 0 0 1rem; }
        label { display: block; margin-bottom: 1rem; }
        input { display: block; width: 100%; box-sizing: border-box; margin-top: .25rem; padding: .6rem; font: inherit; border: 1px solid #8886; border-radius: 8px; }
        button { width: 100%; padding: .7rem; font: inherit; border: 0; border-radius: 8px; background: #1a5fb4; color: #fff; cursor: pointer; }
        code, footer { font-size: .8rem; }
        footer { margin-top: 1.5rem; opacity: .7; }
        </style>
        </head>
        <body>
        <main>
        <h1>Get a token</h1>
        <form action="token" method="get">
          <label>Who (sub) <input name="sub" value="alice" required maxlength="255" autocomplete="off"></label>
          <label>Role, if any <input name="role" autocomplete="off"></label>
          <label>Audience <input name="audience" value="{{WebUtility.HtmlEncode(options.Audience)}}" autocomplete="off"></label>
          <button>Get the token</button>
        </form>
        <footer>For local use: everybody gets every token. From a shell: <code>curl "…/token?sub=alice"</code></footer>
        </main>
        <script>
        // The page may have been opened without the slash that makes relative addresses work.
        document.forms[0].action = location.pathname.replace(/\/?$/, '/token');
        </script>
        </body>
        </html>
        """), "text/html; charset=utf-8");
}
