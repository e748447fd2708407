"""A headless Chromium, driven by selenium as a person would: it clicks, types, drags, and looks."""
import json
import os
import sys
import time

try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.service import Service
except ImportError:
    sys.exit("selenium is missing for this Python: apt install python3-selenium, or pip install selenium")

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
# The success criteria of WCAG 2.2 AA that a program can judge.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_source():
    """axe-core as the environment names it, or as a package of Python carries it; None where there is none."""
    path = os.environ.get("AXE")
    if not path:
        try:
            import axe_playwright_python
            path = os.path.join(os.path.dirname(axe_playwright_python.__file__), "axe.min.js")
        except ImportError:
            return None
    with open(path) as file:
        return file.read()


class Browser:
    def __init__(self, base, shots=None):
        for program, package in ((CHROMIUM, "chromium"), (DRIVER, "chromium-driver")):
            if not os.path.exists(program):
                sys.exit("%s is missing: apt install %s" % (program, package))
        self.base, self.shots, self.axe = base, shots, axe_source()
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,1000"):
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))

    def close(self):
        self.driver.quit()

    def look(self, width=1400, height=1000, dark=False):
        """The size of the window and the colours that the person prefers."""
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def open(self, path):
        self.driver.get(self.base + path)
        self.ready()

    def ready(self):
        self.until(lambda: self.js("return document.body.dataset.ready === document.body.dataset.view"))

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.js("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector)

    def click(self, selector):
        element = self.one(selector)
        self.js("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def link(self, text):
        element = self.driver.find_element(By.PARTIAL_LINK_TEXT, text)
        self.js("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def press(self, *keys):
        chain = ActionChains(self.driver)
        for key in keys:
            chain = chain.send_keys(getattr(Keys, key.upper(), key))
        chain.perform()

    def drag(self, selector, x, y):
        ActionChains(self.driver).move_to_element(self.one(selector)).click_and_hold().move_by_offset(x, y).release().perform()

    def wheel(self, selector, amount):
        origin = webdriver.common.actions.wheel_input.ScrollOrigin.from_element(self.one(selector))
        ActionChains(self.driver).scroll_from_origin(origin, 0, amount).perform()

    def until(self, holds, seconds=20):
        end = time.time() + seconds
        while True:
            try:
                if holds():
                    return True
            except StaleElementReferenceException:
                pass  # The page was just drawn anew.
            if time.time() > end:
                return False
            time.sleep(0.1)

    def shot(self, name):
        if self.shots:
            os.makedirs(self.shots, exist_ok=True)
            self.driver.save_screenshot(os.path.join(self.shots, name + ".png"))

    def violations(self):
        """What axe finds on the page as it stands, one line each."""
        self.js(self.axe)
        found = self.driver.execute_async_script(
            "const done = arguments[1]; axe.run({ runOnly: arguments[0] }).then((r) => done(JSON.stringify(r.violations)))", RULES)
        return ["%s: %s" % (v["id"], v["nodes"][0]["html"][:100]) for v in json.loads(found)]

    def complaints(self):
        """What the browser itself logged as an error since last asked: refused scripts, failed requests, faults of the page."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
