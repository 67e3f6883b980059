"""What a page does behind its words: requests, errors, refusals of the content policy."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REPORT_REFUSALS = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`refused by ${event.violatedDirective}: ${event.blockedURI || event.sample}`));
"""


class Watch:
    """Follows pages and gathers complaints; `forget()` starts afresh."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.complaints: list[str] = []
        self.responses: list[Response] = []
        self._forms_shown_again: set[str] = set()

    def follow(self, page: Page) -> None:
        page.add_init_script(REPORT_REFUSALS)
        page.on("request", self._note_request)
        page.on("response", self._note_response)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def forget(self) -> None:
        self.complaints.clear()
        self.responses.clear()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"{request.frame.url}: asks another host, {request.url}")

    def _note_response(self, response: Response) -> None:
        self.responses.append(response)
        if response.request.resource_type == "document" and response.status == 422:
            self._forms_shown_again.add(response.url)
        policy = response.headers.get("content-security-policy", "")
        if response.request.resource_type == "document" and response.status == 200:
            if "default-src 'self'" not in policy:
                self.complaints.append(f"{response.url}: no content policy")
            if "unsafe-" in policy:
                self.complaints.append(f"{response.url}: {policy}")

    def _note_console(self, message: ConsoleMessage) -> None:
        """Errors, but for a page whose form says what is missing: Chromium logs its 422 as a failure to load."""
        url = message.location.get("url")
        if message.type == "error" and not ("status of 422" in message.text and url in self._forms_shown_again):
            self.complaints.append(f"{url}: {message.text}")
