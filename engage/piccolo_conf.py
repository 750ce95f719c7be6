"""Where Piccolo looks: the engine and the one migration history."""

from piccolo.conf.apps import AppRegistry

from engage.database import engine

DB = engine
APP_REGISTRY = AppRegistry(apps=["engage.piccolo_app"])
