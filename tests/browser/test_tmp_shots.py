exec(open('/tmp/wt/words/tests/browser/test_arabic_set.py').read())
def test_shots(come):
    v=come(); page=start(v)
    box=page.locator(".notes").first; box.get_by_text("Add a note").click(); box.get_by_label("Your note").fill(NOTE+"\nAnd in English (yes)."); page.locator("h1").first.click(); saved(page)
    for w in (320,1280):
        page.set_viewport_size({"width":w,"height":900}); page.goto(page.url.split('#')[0]); page.screenshot(path=f"/tmp/shot-{w}.png",full_page=True)
    page.goto(page.url.split('stages')[0]); page.screenshot(path="/tmp/shot-over.png",full_page=True)
