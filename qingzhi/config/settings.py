"""Every setting. Each that an installation may change is read from the environment and listed in docs/settings.md."""

from pathlib import Path

from .environment import database, flag, load_secret, number, text, words
from .provinces import province_named

BASE_DIR = Path(__file__).resolve().parent.parent
QINGZHI_DATA = Path(text("QINGZHI_DATA", "var")).resolve()
QINGZHI_PROVINCE = text("QINGZHI_PROVINCE", "qinghai")
QINGZHI_SITE_NAME = text("QINGZHI_SITE_NAME", "") or province_named(QINGZHI_PROVINCE).facts["site_name"]
QINGZHI_DEMO_SIZE = text("QINGZHI_DEMO_SIZE", "full")
QINGZHI_DIGEST = text("QINGZHI_DIGEST", "sha256")
QINGZHI_CIPHER = text("QINGZHI_CIPHER", "aes")
QINGZHI_UPLOAD_MAX_MIB = number("QINGZHI_UPLOAD_MAX_MIB", 50)
QINGZHI_IMPORT_MAX_MIB = number("QINGZHI_IMPORT_MAX_MIB", 2048)
QINGZHI_CLAMD_SOCKET = text("QINGZHI_CLAMD_SOCKET", "")
QINGZHI_LAKE_DAYS = number("QINGZHI_LAKE_DAYS", 35)
QINGZHI_LAKE_MONTHS = number("QINGZHI_LAKE_MONTHS", 120)
QINGZHI_LAKE_MEMORY_MIB = number("QINGZHI_LAKE_MEMORY_MIB", 2048)
QINGZHI_LAKE_THREADS = number("QINGZHI_LAKE_THREADS", 2)
QINGZHI_TOTP_REQUIRED = flag("QINGZHI_TOTP_REQUIRED", False)
QINGZHI_SMS_WEBHOOK = text("QINGZHI_SMS_WEBHOOK", "")
QINGZHI_SMS_SECRET = text("QINGZHI_SMS_SECRET", "")
QINGZHI_TSA_URL = text("QINGZHI_TSA_URL", "")
QINGZHI_TSA_CERTIFICATE = text("QINGZHI_TSA_CERTIFICATE", "")
QINGZHI_SITE_URL = text("QINGZHI_SITE_URL", "http://127.0.0.1:8000")

SECRET_KEY = load_secret(QINGZHI_DATA)
SECRET_KEY_FALLBACKS = words("QINGZHI_FORMER_SECRET_KEYS", "")
DEBUG = flag("QINGZHI_DEBUG", False)
QINGZHI_STYLEGUIDE = flag("QINGZHI_STYLEGUIDE", DEBUG)
ALLOWED_HOSTS = words("QINGZHI_HOSTS", "127.0.0.1 localhost [::1] testserver")
CSRF_TRUSTED_ORIGINS = words("QINGZHI_ORIGINS", "")

INSTALLED_APPS = [
    "qingzhi.base.clock",
    "qingzhi.base.events",
    "qingzhi.base.audit",
    "qingzhi.base.regions",
    "qingzhi.base.identity",
    "qingzhi.base.files",
    "qingzhi.base.pages",
    "qingzhi.base.api",
    "qingzhi.engine.limits",
    "qingzhi.engine.decisions",
    "qingzhi.engine.documents",
    "qingzhi.engine.messages",
    "qingzhi.engine.tasks",
    "qingzhi.engine.publication",
    "qingzhi.engine.procedures",
    "qingzhi.engine.scoring",
    "qingzhi.engine.timestamps",
    "qingzhi.engine.imports",
    "qingzhi.engine.search",
    "qingzhi.engine.lake",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "axes",
    "qingzhi.domains.parties",
    "qingzhi.domains.rights",
    "qingzhi.domains.talent",
    "qingzhi.domains.funds",
    "qingzhi.domains.enforcement",
    "qingzhi.domains.coordination",
    "qingzhi.domains.mediation",
    "qingzhi.domains.cultivation",
    "qingzhi.domains.credit",
    "qingzhi.domains.support",
    "qingzhi.domains.metrics",
    "qingzhi.domains.plan",
    "qingzhi.config",
]

MIDDLEWARE = [
    "qingzhi.base.api.middleware.ProblemMiddleware",
    "qingzhi.base.identity.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "qingzhi.base.identity.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qingzhi.base.pages.middleware.PageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "qingzhi.config.urls"
WSGI_APPLICATION = "qingzhi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "qingzhi.base.pages.context.shell",
            ],
            "builtins": ["qingzhi.base.pages.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database(text("DATABASE_URL", ""), QINGZHI_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": MEMORY},
    "limits": {"BACKEND": MEMORY, "LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}
QINGZHI_API_PUBLIC_PER_MINUTE = number("QINGZHI_API_PUBLIC_PER_MINUTE", 120)
QINGZHI_API_TOKEN_PER_MINUTE = number("QINGZHI_API_TOKEN_PER_MINUTE", 600)
QINGZHI_API_TOKEN_DAYS = number("QINGZHI_API_TOKEN_DAYS", 366)

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "qingzhi.base.identity.backends.PasswordBackend",
    "qingzhi.base.identity.backends.SingleSignOnBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "qingzhi.base.identity.passwords.ClassesValidator"},
    {"NAME": "qingzhi.base.identity.passwords.LengthValidator"},
]
QINGZHI_PASSWORD_DAYS = number("QINGZHI_PASSWORD_DAYS", 90)
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = number("QINGZHI_LOCKOUT_FAILURES", 5)
AXES_COOLOFF_TIME = number("QINGZHI_LOCKOUT_MINUTES", 15) / 60
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "qingzhi.base.identity.lockout.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are told to the audit trail, which nothing deletes
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_WHITELIST_CALLABLE = "qingzhi.base.identity.lockout.names_no_account"
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "code",
    "state",
    "present",
    "new",
    "again",
    "csrfmiddlewaretoken",
]

QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY = number("QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY", 5)
QINGZHI_SESSION_MINUTES = number("QINGZHI_SESSION_MINUTES", 480)
QINGZHI_SESSION_IDLE_MINUTES = number("QINGZHI_SESSION_IDLE_MINUTES", 30)
QINGZHI_SESSIONS_PER_ACCOUNT = number("QINGZHI_SESSIONS_PER_ACCOUNT", 3)
QINGZHI_TRUSTED_PROXIES = words("QINGZHI_TRUSTED_PROXIES", "")
SESSION_COOKIE_AGE = QINGZHI_SESSION_MINUTES * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = flag("QINGZHI_HTTPS", False)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "qingzhi.base.pages.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
if SESSION_COOKIE_SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

OIDC_RP_CLIENT_ID = text("QINGZHI_OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = text("QINGZHI_OIDC_CLIENT_SECRET", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = text("QINGZHI_OIDC_AUTHORIZATION_URL", "")
OIDC_OP_TOKEN_ENDPOINT = text("QINGZHI_OIDC_TOKEN_URL", "")
OIDC_OP_USER_ENDPOINT = text("QINGZHI_OIDC_USER_URL", "")
OIDC_OP_JWKS_ENDPOINT = text("QINGZHI_OIDC_JWKS_URL", "")
OIDC_RP_SIGN_ALGO = text("QINGZHI_OIDC_SIGN_ALGORITHM", "RS256")
OIDC_RP_SCOPES = "openid profile"
OIDC_CREATE_USER = False
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "identity:single_sign_on_callback"
QINGZHI_OIDC_ISSUER = text("QINGZHI_OIDC_ISSUER", "")
QINGZHI_OIDC_NAME = text("QINGZHI_OIDC_NAME", "统一身份认证")

LANGUAGE_CODE = "zh-hans"
FORMAT_MODULE_PATH = "qingzhi.config.formats"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": QINGZHI_DATA / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_HOST = text("QINGZHI_SMTP_HOST", "")
EMAIL_PORT = number("QINGZHI_SMTP_PORT", 25)
EMAIL_HOST_USER = text("QINGZHI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = text("QINGZHI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("QINGZHI_SMTP_TLS", False)
DEFAULT_FROM_EMAIL = text("QINGZHI_SMTP_FROM", "qingzhi@localhost")
QINGZHI_MAIL_DIGEST_HOUR = number("QINGZHI_MAIL_DIGEST_HOUR", 8)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": text("QINGZHI_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
